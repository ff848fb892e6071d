using System.Collections.Frozen;

namespace OrdreCouncils.Protos.Formats;

/// <summary>
/// A departmental council, named by its department code. Every department has one, except that Saint-Pierre-et-Miquelon (975) has a delegation, and
/// French Polynesia (987) and New Caledonia (988) an organ of the Order.
/// </summary>
/// <param name="Value">The code.</param>
public readonly record struct CouncilCode(string Value)
{
    /// <summary>What to tell a caller who wrote anything else.</summary>
    public const string Expected = "Write a department code: 01 to 95 without 20, 2A, 2B, 971 to 976, 987 or 988.";

    /// <summary>Every code.</summary>
    public static readonly FrozenSet<string> All = Enumerable.Range(1, 95).Where(number => number != 20).Select(number => $"{number:00}")
        .Concat(["2A", "2B", "971", "972", "973", "974", "975", "976", "987", "988"]).ToFrozenSet();

    public static bool Exists(string code) => All.Contains(code);

    /// <param name="text">What was written; neither spaces nor case are mended.</param>
    /// <param name="code">The council, when there is one.</param>
    public static bool TryParse(string text, out CouncilCode code)
    {
        code = new CouncilCode(text);
        return Exists(text);
    }

    public override string ToString() => Value;
}
