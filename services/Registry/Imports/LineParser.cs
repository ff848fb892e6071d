using System.Globalization;
using System.Text;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Imports;

/// <summary>Reads one line of the extraction.</summary>
/// <param name="today">Day of the import: a qualification abandoned before it is not held.</param>
internal sealed class LineParser(RegisterColumns columns, RppsPolicy rppsPolicy, DateOnly today)
{
    private const int LongestValue = 300;
    private const int MostQualifications = 1_000;
    private const int LongestCode = 4;
    private const int LongestDetail = 20;
    private const int MostDetails = 16;

    // As the directory writes days, and as ISO 8601 does.
    private static readonly string[] DayFormats = ["dd/MM/yyyy", "yyyy-MM-dd"];

    // Profession 10: médecin (TRE_G15). Type 8: RPPS. Category E: a student who may replace physicians without being on the register (CSP L.4131-2).
    private static ReadOnlySpan<byte> Physician => "10"u8;
    private static ReadOnlySpan<byte> RppsType => "8"u8;
    private static ReadOnlySpan<byte> Student => "E"u8;

    private static readonly ActivityFact Nowhere = new("", "", "", "", "", "", "", "");

    // About a hundred values recur: each is kept as one string.
    private readonly Dictionary<(string Kind, string Code), QualificationFact> qualifications = [];
    private readonly List<string> details = [];
    private readonly LineFields fields = new(columns.Count, columns.Cells);

    /// <summary>Null for a line about nobody whom the register holds (another profession, a student, no RPPS number), or when faults were added to
    /// <paramref name="rejects"/>.</summary>
    public RegisterLine? Read(ReadOnlySpan<byte> line, long number, List<Reject> rejects)
    {
        var faults = rejects.Count;
        if (!fields.Split(line))
        {
            rejects.Add(new Reject(number, Reject.WholeLine,
                $"The header line names {columns.Count} columns and this line has another number of them: write one value a column, no | inside a value, and "
                + "double quotes around every value or around none."));
            return null;
        }

        var profession = Code(line, Column.Profession);
        if (!profession.SequenceEqual(Physician))
        {
            if (!IsAnotherCode(profession))
                rejects.Add(new Reject(number, RegisterColumns.NameOf(Column.Profession), "Write 10 for a physician, or the code of another profession."));
            return null;
        }

        if (Ascii.EqualsIgnoreCase(Code(line, Column.Category), Student))
            return null;
        var type = Code(line, Column.IdentifierType);
        if (type is not [>= (byte)'0' and <= (byte)'9'])
            rejects.Add(new Reject(number, RegisterColumns.NameOf(Column.IdentifierType), "Write 8 for an RPPS number."));
        else if (!type.SequenceEqual(RppsType))
            return null;

        if (!rppsPolicy.TryParse(Value(line, Column.Identifier, number, rejects), out var rpps))
            rejects.Add(new Reject(number, RegisterColumns.NameOf(Column.Identifier), RppsNumber.Expected));
        var identity = new Identity(
            Value(line, Column.Title, number, rejects),
            Value(line, Column.Civility, number, rejects),
            Name(line, Column.FamilyName, number, rejects),
            Name(line, Column.GivenName, number, rejects));
        var qualification = Dated(line, number, rejects, Qualification(
            Value(line, Column.QualificationKind, number, rejects),
            Value(line, Column.QualificationCode, number, rejects),
            Value(line, Column.QualificationLabel, number, rejects)));
        var postalCode = Value(line, Column.PostalCode, number, rejects);
        var activity = new ActivityFact(
            Value(line, Column.Mode, number, rejects),
            Value(line, Column.Sector, number, rejects),
            Value(line, Column.Structure, number, rejects),
            Value(line, Column.Siret, number, rejects),
            Value(line, Column.Finess, number, rejects),
            postalCode,
            Value(line, Column.Town, number, rejects),
            Departments.Of(Value(line, Column.Department, number, rejects), postalCode))
        {
            Detail = new ActivityDetail(Detail(line, Column.ActivityKind, number, rejects), Detail(line, Column.Function, number, rejects)),
        };
        var category = Detail(line, Column.Category, number, rejects);
        return rejects.Count > faults
            ? null
            : new RegisterLine(rpps, identity, qualification, activity.Hash == Nowhere.Hash ? null : activity, category);
    }

    /// <summary>A code of another profession (TRE_G15), such as 60. A program that changed the column writes 10.0 or 010 for 10: such a line is a
    /// physician's, and to skip it would lose the physician.</summary>
    private static bool IsAnotherCode(ReadOnlySpan<byte> code)
    {
        if (code.Length is 0 or > LongestCode || code[0] == (byte)'0')
            return false;
        foreach (var letter in code)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
                return false;
        }

        return true;
    }

    private ReadOnlySpan<byte> Code(ReadOnlySpan<byte> line, Column column) => columns[column] < 0 ? [] : fields.Of(line, columns[column]);

    private QualificationFact? Qualification(string kind, string code, string label)
    {
        if (code.Length == 0)
            return null;
        if (!qualifications.TryGetValue((kind, code), out var known))
        {
            known = new QualificationFact(kind, code, label);
            if (qualifications.Count < MostQualifications)
                qualifications.Add((kind, code), known);
        }

        return known;
    }

    /// <summary>The qualification with the days that the line gives of it.</summary>
    private QualificationFact? Dated(ReadOnlySpan<byte> line, long number, List<Reject> rejects, QualificationFact? fact)
    {
        if (fact is null || (columns[Column.RecognisedOn] < 0 && columns[Column.AbandonedOn] < 0))
            return fact;
        var (recognisedOn, abandonedOn) = (Day(line, Column.RecognisedOn, number, rejects), Day(line, Column.AbandonedOn, number, rejects));
        if (abandonedOn < recognisedOn)
            rejects.Add(new Reject(number, RegisterColumns.NameOf(Column.AbandonedOn), "Write a day that is not before the day of recognition."));
        return fact with { RecognisedOn = recognisedOn, AbandonedOn = abandonedOn < today ? abandonedOn : null };
    }

    private DateOnly? Day(ReadOnlySpan<byte> line, Column column, long number, List<Reject> rejects)
    {
        var text = Value(line, column, number, rejects);
        if (text.Length == 0)
            return null;
        if (DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        rejects.Add(new Reject(number, RegisterColumns.NameOf(column), "Write a day as 31/12/2026, or nothing."));
        return null;
    }

    /// <summary>A code; null when the file has no such column, which leaves the known value as it is.</summary>
    private string? Detail(ReadOnlySpan<byte> line, Column column, long number, List<Reject> rejects)
    {
        var code = Code(line, column);
        if (columns[column] < 0 || code.Length == 0)
            return columns[column] < 0 ? null : "";
        foreach (var known in details)
        {
            if (Ascii.Equals(code, known))
                return known;
        }

        var text = Value(line, column, number, rejects);
        if (text.Length > LongestDetail || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), FormattableString.Invariant($"Write a code of at most {LongestDetail} letters and digits.")));
        else if (details.Count < MostDetails)
            details.Add(text);
        return text;
    }

    private string Name(ReadOnlySpan<byte> line, Column column, long number, List<Reject> rejects)
    {
        var name = Value(line, column, number, rejects);
        if (!name.Any(char.IsAsciiLetter) && NameKey.Of(name).Length == 0)
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), "Write the name: it has no letter."));
        else if (name[0] == '"')
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), "Write no double quotes around the name, or around every value of the line."));
        return name;
    }

    private string Value(ReadOnlySpan<byte> line, Column column, long number, List<Reject> rejects)
    {
        var place = columns[column];
        if (place < 0)
            return "";
        var bytes = fields.Of(line, place);
        if (bytes.Length == 0)
            return "";
        var value = Encoding.UTF8.GetString(bytes);
        if (fields.IsQuoted)
            value = value.Replace("\"\"", "\"", StringComparison.Ordinal);
        if (value.Length > LongestValue)
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), $"Write at most {LongestValue} characters."));
        else if (value.AsSpan().ContainsAnyInRange('\0', '\x1f') || value.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), "Remove the control characters."));
        else if (!VisibleText.IsVisible(value))
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), VisibleText.Expected));
        else if (Misreading.IsFound(value))
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), Misreading.Expected));
        return value;
    }
}
