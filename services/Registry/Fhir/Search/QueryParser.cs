using System.Globalization;
using System.Text;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Fhir.Search;

/// <summary>Reads query strings. Refuses unknown parameters by name, unless the caller is lenient.</summary>
/// <param name="address">Address of this face: a reference to another server names nothing here.</param>
/// <param name="lenient"><c>Prefer: handling=lenient</c>: ignores unknown parameters, also in links. A wrong value is always a fault.</param>
internal sealed class QueryParser(ResourceTable table, string address, bool lenient)
{
    /// <summary>A page link carries the whole search in one request line, which servers limit to 8 KB.</summary>
    private const int LongestQuery = 4_000;
    private const int MostValues = 300;
    private const int LongestText = 100;

    private readonly SearchQuery query = new(table);
    private readonly StringBuilder text = new();
    private int values;

    /// <summary>Throws for the first fault.</summary>
    public SearchQuery Read(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (!Control(name, value) && !Criterion(name, value))
            {
                if (lenient)
                    continue;
                throw FhirFault.NotSupported(Shown(name), $"{table.Type} is searched by {string.Join(", ", table.Parameters.Select(parameter => parameter.Name))}.");
            }

            text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            if (text.Length > LongestQuery)
                throw FhirFault.Invalid(Shown(name), string.Create(CultureInfo.InvariantCulture, $"Search for less at a time: at most {LongestQuery} characters in all."));
        }

        query.Text = text.ToString();
        return query;
    }

    private bool Control(string name, string value)
    {
        switch (name)
        {
            case "_count":
                query.Count = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 0 and <= SearchQuery.MostCount
                    ? count
                    : throw FhirFault.Invalid(name, "Write 0 to 200; 0 gives the total only.");
                return true;
            case "_total":
                query.Total = value switch
                {
                    "none" => TotalMode.None,
                    "estimate" => TotalMode.Estimate,
                    "accurate" => TotalMode.Accurate,
                    _ => throw FhirFault.Invalid(name, "Write none, estimate or accurate."),
                };
                return true;
            case "_elements":
                query.Elements = Listed(name, value, [.. table.Elements, .. table.Absent, .. SearchTable.OfEveryResource]).ToHashSet();
                return true;
            case "_include" when table.Includes.Length > 0:
                query.Includes.UnionWith(Listed(name, value, table.Includes));
                return true;
            case "_revinclude" when table.RevIncludes.Length > 0:
                query.Includes.UnionWith(Listed(name, value, table.RevIncludes));
                return true;
            case "_format":
                Format(value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>406 for another format than JSON, whatever the header Accept says (R4 3.1.0.1.11).</summary>
    public static void Format(string value)
    {
        // In a query string, a + that is not escaped is a space.
        if (value.Split(';')[0].Trim() is not ("json" or "text/json" or "application/json" or "application/fhir+json" or "application/fhir json"))
            throw FhirFault.NotAcceptable("_format");
    }

    private bool Criterion(string name, string value)
    {
        // A chain may name the type that the reference leads to.
        var (bare, modifier) = (name.Replace("practitioner:Practitioner.", "practitioner.", StringComparison.Ordinal)
            .Replace("organization:Organization.", "organization.", StringComparison.Ordinal), "");
        if (table.Find(bare) is null && bare.LastIndexOf(':') is var colon and >= 0)
            (bare, modifier) = (bare[..colon], bare[(colon + 1)..]);
        if (table.Find(bare) is not { } parameter)
            return false;
        if (modifier.Length > 0 && !parameter.Modifiers.Contains(modifier))
            throw FhirFault.NotSupported(Shown(name), parameter.Modifiers.Count == 0 ? "It takes no modifier." : $"Modifiers: {string.Join(", ", parameter.Modifiers)}.");

        var parts = Split(value);
        values += parts.Count;
        if (values > MostValues)
            throw FhirFault.Invalid(Shown(name), string.Create(CultureInfo.InvariantCulture, $"Write at most {MostValues} values in all."));
        query.Criteria.Add(new Criterion(parameter, modifier, parts.ConvertAll(part => Value(name, parameter, part))));
        return true;
    }

    private object Value(string name, SearchParameter parameter, string part)
    {
        if (part.Length == 0)
            throw FhirFault.Invalid(Shown(name), "Write a value.");
        if (part.Contains('\0', StringComparison.Ordinal))
            throw FhirFault.Invalid(Shown(name), "Remove the NUL characters.");
        if (!VisibleText.IsWhole(part))
            throw FhirFault.Invalid(Shown(name), VisibleText.ExpectedWhole);
        return parameter.Kind switch
        {
            ParameterKind.String => Text(name, part),
            ParameterKind.Date => DateValue.Parse(Unescape(part)) ?? throw FhirFault.Invalid(Shown(name), DateValue.Expected),
            ParameterKind.Reference => Reference(name, parameter, Unescape(part)),
            _ => Token(name, parameter, part),
        };
    }

    private static StringValue Text(string name, string part)
    {
        var written = Unescape(part);
        if (written.Length > LongestText)
            throw FhirFault.Invalid(Shown(name), string.Create(CultureInfo.InvariantCulture, $"Write at most {LongestText} characters."));
        var key = NameKey.Of(written);
        return key.Length > 0 ? new StringValue(written, key) : throw FhirFault.Invalid(Shown(name), "Write at least one letter.");
    }

    private static TokenValue Token(string name, SearchParameter parameter, string part)
    {
        var bar = Bar(part);
        var token = bar < 0 ? new TokenValue(null, Unescape(part)) : new TokenValue(Unescape(part[..bar]), Unescape(part[(bar + 1)..]));
        if (parameter.Name.Split(':')[^1] == "active" && token.Code is not ("true" or "false"))
            throw FhirFault.Invalid(name, "Write true or false.");
        return token.Code.Length > 0 || token.System is { Length: > 0 } ? token : throw FhirFault.Invalid(Shown(name), "Write a code, or a system and a bar.");
    }

    private ReferenceValue Reference(string name, SearchParameter parameter, string part)
    {
        if (part.StartsWith(address + '/', StringComparison.OrdinalIgnoreCase))
            part = part[(address.Length + 1)..];
        else if (part.StartsWith("urn:", StringComparison.Ordinal) || part.Contains("://", StringComparison.Ordinal))
            return ReferenceValue.Elsewhere;
        var parts = part.TrimEnd('/').Split('/');
        var type = parameter.Name.Split(':')[^1] == "organization" ? "Organization" : "Practitioner";
        return parts.Length == 1 || parts[^2] == type
            ? new ReferenceValue(parts[^1])
            : throw FhirFault.Invalid(Shown(name), $"Write an id, or {type}/ and an id.");
    }

    private static string[] Listed(string name, string value, string[] known)
    {
        var parts = value.Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(parts, known.Contains) ? parts : throw FhirFault.Invalid(name, $"Write some of {string.Join(", ", known)}.");
    }

    private static List<string> Split(string value)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
            {
                i++;
            }
            else if (value[i] == ',')
            {
                parts.Add(value[start..i]);
                start = i + 1;
            }
        }

        parts.Add(value[start..]);
        return parts;
    }

    private static int Bar(string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] == '\\')
                i++;
            else if (part[i] == '|')
                return i;
        }

        return -1;
    }

    // R4 §3.1.1.4.0: \, \| \$ and \\ stand for the character itself.
    private static string Unescape(string part)
    {
        if (!part.Contains('\\', StringComparison.Ordinal))
            return part;
        var plain = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
            plain.Append(part[i] == '\\' && i + 1 < part.Length ? part[++i] : part[i]);
        return plain.ToString();
    }

    /// <summary>The name of a parameter in a form that an answer may repeat.</summary>
    public static string Shown(string name) =>
        name.Length is > 0 and <= 80 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':') ? name : "(parameter)";
}
