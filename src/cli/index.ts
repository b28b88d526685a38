process.stdout.write('fleetshift\n')
