using System.Text;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Imports;

/// <summary>Reads one line of the extraction. The format has no quotes, so a separator inside a value looks like any other separator.</summary>
internal sealed class LineParser(RegisterColumns columns, RppsPolicy rppsPolicy)
{
    private const int LongestValue = 300;
    private const int MostQualifications = 1_000;

    // Profession 10: médecin (TRE_G15). Type 8: RPPS. Category E: a student who may replace physicians without being on the register (CSP L.4131-2).
    private const string Physician = "10";
    private const string RppsType = "8";
    private const string Student = "E";

    private static readonly ActivityFact Nowhere = new("", "", "", "", "", "", "", "");

    // About a hundred values recur: each is kept as one string.
    private readonly Dictionary<(string Kind, string Code), QualificationFact> qualifications = [];
    private readonly Range[] fields = new Range[columns.Cells];

    /// <summary>Null for a line about another profession, or when faults were added to <paramref name="rejects"/>.</summary>
    public RegisterLine? Read(ReadOnlySpan<byte> line, long number, List<Reject> rejects)
    {
        var faults = rejects.Count;
        if (!Split(line))
        {
            rejects.Add(new Reject(number, Reject.WholeLine,
                $"The header line names {columns.Count} columns and this line has another number of them: write one value a column, and no | inside a value."));
            return null;
        }

        if (!Is(line, Column.Profession, Physician) || Is(line, Column.Category, Student))
            return null;
        var type = Value(line, Column.IdentifierType, number, rejects);
        if (type.Length == 0)
            rejects.Add(new Reject(number, RegisterColumns.NameOf(Column.IdentifierType), "Write 8 for an RPPS number."));
        else if (type != RppsType)
            return null;

        if (!rppsPolicy.TryParse(Value(line, Column.Identifier, number, rejects), out var rpps))
            rejects.Add(new Reject(number, RegisterColumns.NameOf(Column.Identifier), RppsNumber.Expected));
        var identity = new Identity(
            Value(line, Column.Title, number, rejects),
            Value(line, Column.Civility, number, rejects),
            Name(line, Column.FamilyName, number, rejects),
            Name(line, Column.GivenName, number, rejects));
        var qualification = Qualification(
            Value(line, Column.QualificationKind, number, rejects),
            Value(line, Column.QualificationCode, number, rejects),
            Value(line, Column.QualificationLabel, number, rejects));
        var postalCode = Value(line, Column.PostalCode, number, rejects);
        var activity = new ActivityFact(
            Value(line, Column.Mode, number, rejects),
            Value(line, Column.Sector, number, rejects),
            Value(line, Column.Structure, number, rejects),
            Value(line, Column.Siret, number, rejects),
            Value(line, Column.Finess, number, rejects),
            postalCode,
            Value(line, Column.Town, number, rejects),
            Departments.Of(Value(line, Column.Department, number, rejects), postalCode));
        return rejects.Count > faults
            ? null
            : new RegisterLine(rpps, identity, qualification, activity == Nowhere ? null : activity);
    }

    /// <summary>Another number of values means that values stand under the wrong column names.</summary>
    private bool Split(ReadOnlySpan<byte> line)
    {
        var count = 0;
        var start = 0;
        while (true)
        {
            var length = line[start..].IndexOf((byte)'|');
            var end = length < 0 ? line.Length : start + length;
            if (count == fields.Length)
                return false;
            fields[count++] = start..end;
            if (length < 0)
                break;
            start = end + 1;
        }

        return count == columns.Count || count == columns.Cells;
    }

    private bool Is(ReadOnlySpan<byte> line, Column column, string expected) =>
        columns[column] >= 0 && Ascii.EqualsIgnoreCase(line[fields[columns[column]]].Trim((byte)' '), expected);

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

    private string Name(ReadOnlySpan<byte> line, Column column, long number, List<Reject> rejects)
    {
        var name = Value(line, column, number, rejects);
        if (!name.Any(char.IsAsciiLetter) && NameKey.Of(name).Length == 0)
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), "Write the name: it has no letter."));
        return name;
    }

    private string Value(ReadOnlySpan<byte> line, Column column, long number, List<Reject> rejects)
    {
        var place = columns[column];
        if (place < 0)
            return "";
        var bytes = line[fields[place]].Trim((byte)' ');
        if (bytes.Length == 0)
            return "";
        var value = Encoding.UTF8.GetString(bytes);
        if (value.Length > LongestValue)
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), $"Write at most {LongestValue} characters."));
        else if (value.AsSpan().ContainsAnyInRange('\0', '\x1f') || value.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
            rejects.Add(new Reject(number, RegisterColumns.NameOf(column), "Remove the control characters."));
        return value;
    }
}
