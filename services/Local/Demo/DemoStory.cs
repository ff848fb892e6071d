using System.Globalization;
using Spectre.Console;

namespace OrdreCouncils.Local.Demo;

/// <summary>The demo from end to end, through the gateway, with every step checked.</summary>
public static class DemoStory
{
    /// <returns>True when every check held.</returns>
    public static async Task<bool> TellAsync(LocalPlatform platform, IAnsiConsole console)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");
        using var story = new Story(platform, console);
        await RegisterChapter.TellAsync(story);
        await RegisterChapter.PartnerAsksAsync(story);
        await RegisterChapter.AttestsAsync(story);
        await DisciplineChapter.TellAsync(story);
        await MutualAidChapter.TellAsync(story);
        await CommuniqueChapter.TellAsync(story);
        await WallChapter.TellAsync(story);

        console.Write(new Rule().LeftJustified());
        console.MarkupLineInterpolated($"{story.Passed} checks passed, {story.Failed} failed.");
        return story.Failed == 0;
    }
}
