using OrdreCouncils.Local;

return await LocalCommand.RunAsync(args);
