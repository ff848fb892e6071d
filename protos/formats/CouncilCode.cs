using System.Collections.Frozen;

namespace OrdreCouncils.Protos.Formats;

/// <summary>Department code of a departmental council. Saint-Pierre-et-Miquelon (975) has a delegation instead; French Polynesia (987) and New Caledonia
/// (988) have an organ of the Order; in Wallis-et-Futuna (986) the administrator of the territory acts for the council until there is one (CSP
/// L.4421-9).</summary>
public readonly record struct CouncilCode(string Value)
{
    public const string Expected = "Write a department code: 01 to 95 without 20, 2A, 2B, 971 to 976, 986, 987 or 988.";

    public static readonly FrozenSet<string> All = Enumerable.Range(1, 95).Where(number => number != 20).Select(number => $"{number:00}")
        .Concat(["2A", "2B", "971", "972", "973", "974", "975", "976", "986", "987", "988"]).ToFrozenSet();

    public static bool Exists(string code) => All.Contains(code);

    public static bool TryParse(string text, out CouncilCode code)
    {
        code = new CouncilCode(text);
        return Exists(text);
    }

    public override string ToString() => Value;
}
