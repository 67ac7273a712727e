from clubhuis.cli import main

main()
