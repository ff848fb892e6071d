using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Tests.Registry;

/// <summary>Files of many invented physicians with consecutive numbers.</summary>
internal static class NumberedFile
{
    public static string Rpps(int number) => RppsNumber.WithKey(1_000_000_000L + number).Value;

    public static IEnumerable<string> AllRpps(int count) => Enumerable.Range(0, count).Select(Rpps);

    /// <param name="structure">Structure of all physicians; a file with another name changes all of them.</param>
    public static RegisterFile Of(int count, string structure = "CABINET ESSAI")
    {
        var file = new RegisterFile();
        foreach (var number in Enumerable.Range(0, count))
            file.Line(Rpps(number), family: $"ESSAI {(char)('A' + (number % 26))}", structure: structure);
        return file;
    }
}
