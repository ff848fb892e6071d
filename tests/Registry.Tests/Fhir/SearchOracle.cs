using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Answers searches from the resources that the API shows, by the words of the FHIR specification and of docs/partners.md, with nothing of the
/// service's code: each criterion is compared with the elements of the JSON, and chains and <c>_has</c> follow its references.</summary>
internal sealed class SearchOracle(IReadOnlyList<JsonNode> practitioners, IReadOnlyList<JsonNode> roles, IReadOnlyList<JsonNode> organizations)
{
    private const string HasOfPractitioner = "_has:PractitionerRole:practitioner:";
    private const string HasOfOrganization = "_has:PractitionerRole:organization:";

    private readonly Dictionary<string, JsonNode> byReference = practitioners.Concat(organizations).ToDictionary(one => $"{one["resourceType"]}/{one["id"]}");

    public IReadOnlyList<JsonNode> All(string type) => type switch
    {
        "Practitioner" => practitioners,
        "PractitionerRole" => roles,
        _ => organizations,
    };

    /// <summary>Ids in the order of the API's pages.</summary>
    public List<string> Ids(string type, IEnumerable<(string Name, string Value)> criteria) =>
        [.. All(type).Where(one => criteria.All(criterion => Fits(one, criterion.Name, criterion.Value))).Select(one => (string)one["id"]!).Order(StringComparer.Ordinal)];

    public bool Fits(JsonNode resource, string name, string value) => (string)resource["resourceType"]! switch
    {
        "Practitioner" when name.StartsWith(HasOfPractitioner, StringComparison.Ordinal) =>
            Referring(resource, "practitioner").Any(role => Fits(role, name[HasOfPractitioner.Length..], value)),
        "Organization" when name.StartsWith(HasOfOrganization, StringComparison.Ordinal) =>
            Referring(resource, "organization").Any(role => Fits(role, name[HasOfOrganization.Length..], value)),
        "PractitionerRole" when name == "specialty" => Follow(resource, "practitioner") is { } person && Fits(person, "qualification-code", value),
        "PractitionerRole" when name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 => Follow(resource, name[..dot]) is { } target && Fits(target, name[(dot + 1)..], value),
        _ => value.Split(',').Any(one => FitsOne(resource, name, one)),
    };

    private bool FitsOne(JsonNode resource, string name, string value)
    {
        var (bare, modifier) = name.Split(':') is [var before, var after] ? (before, after) : (name, "");
        return bare switch
        {
            "_id" => (string)resource["id"]! == value,
            "active" => (bool)resource["active"]! == (value == "true"),
            "identifier" => Array(resource["identifier"]).Any(one => one["value"] is not null && IsToken(value, (string)one["system"]!, (string)one["value"]!)),
            "role" => Codings(resource["code"]).Any(coding => IsToken(value, coding)),
            "qualification-code" => Array(resource["qualification"]).Where(held => held["period"]?["end"] is null)
                .Any(held => Codings(held["code"]).Any(coding => IsToken(value, coding))),
            "practitioner" or "organization" => (string?)resource[bare]?["reference"] is { } reference && (reference == value || reference.EndsWith('/' + value, StringComparison.Ordinal)),
            "family" => FitsName((string?)resource["name"]?[0]!["family"], value, modifier),
            "given" => FitsName((string?)resource["name"]?[0]!["given"]?[0], value, modifier),
            "name" when (string)resource["resourceType"]! == "Practitioner" => FitsOne(resource, name.Replace("name", "family", StringComparison.Ordinal), value)
                || FitsOne(resource, name.Replace("name", "given", StringComparison.Ordinal), value),
            "name" => FitsName((string?)resource["name"], value, modifier),
            "address-city" => FitsTown((string?)resource["address"]?[0]!["city"], value, modifier),
            "address-postalcode" => FitsText((string?)resource["address"]?[0]!["postalCode"], value, modifier, text => text),
            _ => throw new ArgumentException(name),
        };
    }

    private IEnumerable<JsonNode> Referring(JsonNode resource, string element) =>
        roles.Where(role => (string?)role[element]?["reference"] == $"{resource["resourceType"]}/{resource["id"]}");

    private JsonNode? Follow(JsonNode role, string element) => (string?)role[element]?["reference"] is { } reference ? byReference.GetValueOrDefault(reference) : null;

    private static bool IsToken(string value, JsonNode coding) => IsToken(value, (string)coding["system"]!, (string)coding["code"]!);

    private static bool IsToken(string value, string system, string code) => value.Split('|') switch
    {
        [var wanted] => wanted == code,
        [var of, ""] => of == system,
        [var of, var wanted] => of == system && wanted == code,
        _ => throw new ArgumentException(value),
    };

    // A name begins with the text from one of its words.
    private static bool FitsName(string? name, string value, string modifier)
    {
        if (name is null || modifier == "exact")
            return name == value;
        var words = Words(name);
        var sought = string.Concat(Words(value));
        return modifier == "contains"
            ? string.Concat(words).Contains(sought, StringComparison.Ordinal)
            : Enumerable.Range(0, words.Count).Any(first => string.Concat(words.Skip(first)).StartsWith(sought, StringComparison.Ordinal));
    }

    private static bool FitsTown(string? town, string value, string modifier)
    {
        if (town is null || modifier == "exact")
            return town == value;
        var words = TownWords(town);
        var numbered = words.FindIndex(word => char.IsAsciiDigit(word[0]));
        return new[] { words, numbered < 0 ? words : words[..numbered] }.Any(some => FitsText(string.Concat(some), string.Concat(TownWords(value)), modifier, text => text));
    }

    private static bool FitsText(string? shown, string value, string modifier, Func<string, string> plain) => shown is not null && modifier switch
    {
        "exact" => shown == value,
        "contains" => plain(shown).Contains(plain(value), StringComparison.OrdinalIgnoreCase),
        _ => plain(shown).StartsWith(plain(value), StringComparison.OrdinalIgnoreCase),
    };

    private static List<string> TownWords(string town) =>
        [.. Words(town).TakeWhile(word => word != "cedex").Where(word => word != "arrondissement").Select(word => char.IsAsciiDigit(word[0]) ? word.TrimEnd('e', 'r', 'm') : word)];

    private static List<string> Words(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(char.IsAsciiLetterOrDigit(letter) ? letter : ' ');
        }

        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word switch { "st" => "saint", "ste" => "sainte", _ => word })];
    }

    private static IEnumerable<JsonNode> Codings(JsonNode? concepts) =>
        concepts is JsonArray several ? several.SelectMany(one => Codings(one)) : Array(concepts?["coding"]);

    private static IEnumerable<JsonNode> Array(JsonNode? node) => (node?.AsArray() ?? []).Select(one => one!);
}
