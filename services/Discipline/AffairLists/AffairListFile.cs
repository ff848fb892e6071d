using System.Text;
using Google.Protobuf;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>Reads the file of a list. Violations name the field <c>csv</c>, or <c>csv[N]</c> for a line, and never repeat what the line says.</summary>
internal static class AffairListFile
{
    private const string Field = "csv";

    // With the other fields, below the most that a message may have: a longer file is refused by name.
    private const int MostBytes = 900_000;
    private const int MostLines = 2_000;
    private const string Name = "Write 1 to 100 characters, with a letter.";

    private static readonly string[] Columns = ["nom", "prenoms", "date_naissance", "rpps", "lieu_exercice"];
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<ListedLine> Read(Violations violations, ByteString csv)
    {
        if (!violations.Require(csv.Length is > 0 and <= MostBytes, Field, $"Send a CSV file of 1 to {MostBytes} bytes.")
            || Text(violations, csv) is not { } text)
            return [];
        var header = text.Split('\n', 2)[0];
        var records = CsvText.Read(text, header.Contains(';', StringComparison.Ordinal) ? ';' : ',', out var faultLine);
        if (records is null)
        {
            violations.Add($"{Field}[{faultLine}]", "Close each quoted field, and double each quote within it (RFC 4180).");
            return [];
        }

        var names = records.Count == 0 ? [] : records[0].Fields.Select(name => name.Trim()).ToList();
        if (!violations.Require(
            names.Order().SequenceEqual(Columns.Order()), Field, $"Begin with a header of these columns, each once: {string.Join(", ", Columns)}."))
            return [];
        if (!violations.Require(records.Count - 1 is >= 1 and <= MostLines, Field, $"Write 1 to {MostLines} lines after the header."))
            return [];
        var places = Columns.Select(column => names.IndexOf(column)).ToArray();
        return [.. records.Skip(1).Select(record => Line(violations, record.Line, record.Fields, places)).OfType<ListedLine>()];
    }

    private static string? Text(Violations violations, ByteString csv)
    {
        try
        {
            // Excel begins the file with a byte order mark.
            return Strict.GetString(csv.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            violations.Add(Field, "Write the file in UTF-8; it has bytes of another encoding.");
            return null;
        }
    }

    private static ListedLine? Line(Violations violations, int number, string[] fields, int[] places)
    {
        var field = $"{Field}[{number}]";
        if (!violations.Require(fields.Length == Columns.Length, field, $"Write {Columns.Length} fields, as the header; {fields.Length} were found."))
            return null;
        var own = new Violations();
        var (family, given) = (own.OptionalText(fields[places[0]], Columns[0], 100), own.OptionalText(fields[places[1]], Columns[1], 100));
        own.Require(family.Any(char.IsLetter), Columns[0], Name);
        own.Require(given.Any(char.IsLetter), Columns[1], Name);
        var (day, rpps) = (fields[places[2]].Trim(), fields[places[3]].Trim());
        own.Require(day.Length == 0 || ListedPerson.ReadDay(day) is { Year: >= 1900 }, Columns[2], "Write the date as YYYY-MM-DD, or nothing.");
        own.Require(rpps.Length == 0 || RppsNumber.IsValid(rpps), Columns[3], RppsNumber.Expected);
        var place = own.OptionalText(fields[places[4]], Columns[4], 200);
        foreach (var fault in own.Found)
            violations.Add(field, $"{fault.Field}: {fault.Description}");
        return new ListedLine(number, new ListedPerson(family, given, ListedPerson.ReadDay(day), rpps, place));
    }
}

/// <param name="Number">Line of the file, the header being line 1.</param>
internal sealed record ListedLine(int Number, ListedPerson Person);
