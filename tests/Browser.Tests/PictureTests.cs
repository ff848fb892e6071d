using Microsoft.Playwright;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Browser;

/// <summary>The picture of the README. It shows dates, so it is written on demand, never compared.</summary>
public class PictureTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int Largest = 150_000;

    private static readonly string Picture = Path.Combine(Repository.Root, "docs", "console.png");

    [Fact]
    public async Task Readme_HasAPictureOfAFullDesk()
    {
        if (Environment.GetEnvironmentVariable("ORDRE_GENERATE") == "1")
            await WriteAsync();
        Assert.True(File.Exists(Picture), "Write docs/console.png: ORDRE_GENERATE=1 ./test.sh Browser");
        Assert.InRange(new FileInfo(Picture).Length, 10_000, Largest);
    }

    private async Task WriteAsync()
    {
        var desk = await Desk.FillAsync(Platform, "59", 14);
        var clerk = await PersonAsync(desk.Clerk);
        await clerk.OpenAsync("/file");
        await clerk.Page.EvaluateAsync("async () => { await document.fonts.ready; }");
        await clerk.Page.ScreenshotAsync(new() { Path = Picture, Type = ScreenshotType.Png });
    }
}
