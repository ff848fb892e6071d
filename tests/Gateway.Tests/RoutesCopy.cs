using OrdreCouncils.Gateway.Routes;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>An edited copy of the gateway's route files.</summary>
internal sealed class RoutesCopy : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ordre-routes-");

    public RoutesCopy(Func<string, string> edit)
    {
        var edits = 0;
        foreach (var name in RouteFile.Names)
        {
            var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name));
            var edited = edit(text);
            edits += edited == text ? 0 : 1;
            File.WriteAllText(Path.Combine(Folder, name), edited);
        }

        Assert.True(edits > 0, "The edit found nothing to change.");
    }

    public string Folder => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
