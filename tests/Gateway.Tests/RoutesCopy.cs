namespace OrdreCouncils.Tests.Gateway;

/// <summary>An edited copy of the gateway's routes.json.</summary>
internal sealed class RoutesCopy : IDisposable
{
    public RoutesCopy(Func<string, string> edit)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "routes.json"));
        var edited = edit(text);
        Assert.NotEqual(text, edited);
        File.WriteAllText(Path, edited);
    }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
