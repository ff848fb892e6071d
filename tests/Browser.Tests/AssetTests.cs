using System.IO.Compression;

namespace OrdreCouncils.Tests.Browser;

/// <summary>The files that pages load: small, and without what the British state reserves to itself.</summary>
public class AssetTests
{
    private const int LargestTransfer = 35_000;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "console-assets");

    [Fact]
    public void StylesAndScripts_Compressed_AreSmall() =>
        Assert.InRange(Directory.GetFiles(Folder).Where(file => Path.GetExtension(file) is ".css" or ".js").Sum(Compressed), 5_000, LargestTransfer);

    [Fact]
    public void Files_HaveNeitherTheFontNorTheCrownOfTheBritishState()
    {
        Assert.Equal(
            ["console.css", "console.js", "govuk-frontend.min.js", "icon.svg", "inter-latin.woff2", "licences.txt"],
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in Directory.GetFiles(Folder).Where(file => Path.GetExtension(file) is ".css" or ".js" or ".svg"))
        {
            var text = File.ReadAllText(file);
            foreach (var reserved in new[] { "GDS Transport", "govuk-crest", "crown", "govuk-logotype", "royal" })
                Assert.DoesNotContain(reserved, text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("http", Urls(File.ReadAllText(Path.Combine(Folder, "console.css"))), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Licences_AreBesideTheFiles()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "licences.txt"));
        foreach (var part in new[] { "govuk-frontend", "@ministryofjustice/frontend", "@fontsource-variable/inter", "MIT", "SIL OPEN FONT LICENSE" })
            Assert.Contains(part, text, StringComparison.OrdinalIgnoreCase);
    }

    private static string Urls(string style) =>
        string.Join(' ', style.Split("url(").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]));

    private static long Compressed(string file)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(file));
        return compressed.Length;
    }
}
