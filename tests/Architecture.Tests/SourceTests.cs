using System.Text.RegularExpressions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>Conventions that hold in every source file.</summary>
public partial class SourceTests
{
    private const int Ceiling = 300;
    private static readonly string[] Production = ["services", "gateway", "protos"];

    [Fact]
    public void ProductionFiles_StayUnderTheCeiling()
    {
        var tooLong = Everything(Production).Select(path => (path, lines: File.ReadLines(path).Count())).Where(file => file.lines > Ceiling);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Files_HoldNoStubs() => AssertAbsent(NotImplemented(), [.. Production, "tests"]);

    [Fact]
    public void Files_NeverSleep() => AssertAbsent(Sleep(), [.. Production, "tests"]);

    [Fact]
    public void Tests_WaitOnConditionsNotForATime() => AssertAbsent(TimedDelay(), ["tests"]);

    [Fact]
    public void Tests_AreNeverSkipped() => AssertAbsent(Skipped(), ["tests"]);

    [Fact]
    public void Logs_TakeNoExceptionText() => AssertAbsent(ExceptionText(), ["services", "gateway"]);

    /// <summary>The kernel of the register is the only place that states which rows a read as of a revision may see.</summary>
    [Fact]
    public void Registry_ConditionsOnRevisions_StandInTheKernelOnly()
    {
        var registry = Path.Combine(Repository.Root, "services", "Registry");
        var others = Project.Sources(registry).Where(path => !path.StartsWith(Path.Combine(registry, "Register") + Path.DirectorySeparatorChar, StringComparison.Ordinal));

        Assert.Empty(others.Where(path => RevisionCondition().IsMatch(File.ReadAllText(path))).Select(path => Path.GetRelativePath(registry, path)));
    }

    private static void AssertAbsent(Regex word, string[] folders)
    {
        var files = Everything(folders).Where(path => Path.GetFileName(path) != $"{nameof(SourceTests)}.cs").ToList();
        Assert.NotEmpty(files);
        var found = files.Where(path => word.IsMatch(File.ReadAllText(path))).Select(path => Path.GetRelativePath(Repository.Root, path));
        Assert.True(!found.Any(), $"{word}: {string.Join(", ", found)}");
    }

    private static IEnumerable<string> Everything(string[] folders) => folders.SelectMany(folder => Project.Sources(Path.Combine(Repository.Root, folder)));

    [GeneratedRegex(@"\b(recorded_in|superseded_in|ended_in|replaced_in|undone_in)\s*(<|>|is\b)")]
    private static partial Regex RevisionCondition();

    [GeneratedRegex(@"NotImplementedException")]
    private static partial Regex NotImplemented();

    [GeneratedRegex(@"Thread\.Sleep|SpinWait\.SpinUntil")]
    private static partial Regex Sleep();

    // An infinite delay with a token waits for a cancellation, not for time.
    [GeneratedRegex(@"Task\.Delay\((?!Timeout\.Infinite)")]
    private static partial Regex TimedDelay();

    [GeneratedRegex(@"\[(Fact|Theory)\([^)]*Skip")]
    private static partial Regex Skipped();

    // An exception's message may quote text that a person wrote, so it is not logged; its type and stack trace contain no such text.
    [GeneratedRegex(@"Log(Trace|Debug|Information|Warning|Error|Critical)\(\s*(exception|e|ex)\b|Log(Trace|Debug|Information|Warning|Error|Critical)\([^;]*\.Message\b")]
    private static partial Regex ExceptionText();
}
