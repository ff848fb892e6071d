namespace OrdreCouncils.Tests.Testing;

public static class Repository
{
    /// <summary>The folder that holds OrdreCouncils.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrdreCouncils.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
