/** The version of the door itself; replaced when the room is built. */
export const interopDoor = 0
