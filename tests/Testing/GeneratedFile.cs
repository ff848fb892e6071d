namespace OrdreCouncils.Tests.Testing;

/// <summary>A file of the repository that a test derives from the code: the test compares it, and <c>./test.sh --generate</c> writes it.</summary>
public static class GeneratedFile
{
    public const string Command = "./test.sh --generate";

    private static readonly bool Writes = Environment.GetEnvironmentVariable("ORDRE_GENERATE") == "1";

    /// <param name="path">Path from the root of the repository, with <c>/</c>.</param>
    /// <param name="expected">The whole text that the file must have.</param>
    public static void Check(string path, string expected)
    {
        var file = Path.Combine(Repository.Root, path);
        var wanted = Lines(expected);
        var found = File.Exists(file) ? Lines(File.ReadAllText(file)) : [];
        if (wanted.SequenceEqual(found))
            return;

        if (Writes)
        {
            File.WriteAllText(file, string.Join('\n', wanted));
            return;
        }

        var at = wanted.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        Xunit.Assert.Fail($"""
            {path} is out of date: run {Command}. Line {at + 1} differs.
            wanted: {wanted.ElementAtOrDefault(at) ?? "(end of file)"}
            found:  {found.ElementAtOrDefault(at) ?? "(end of file)"}
            """);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
