using System.Text;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Imports;

/// <summary>The columns that the register reads. Addresses, e-mail addresses and telephone numbers stay in the file.</summary>
internal enum Column
{
    IdentifierType, Identifier, Title, Civility, FamilyName, GivenName, Profession, Category, QualificationKind, QualificationCode, QualificationLabel,
    Mode, Siret, Finess, Structure, PostalCode, Town, Department, Sector,
    ActivityKind, Function, RecognisedOn, AbandonedOn,
}

/// <summary>Places of the columns in this file, found by name: layouts of 50 to 56 columns have been published.</summary>
internal sealed class RegisterColumns
{
    private const int MostColumns = 200;

    private static readonly (Column Column, string Name, bool Required)[] Known =
    [
        (Column.IdentifierType, "Type d'identifiant PP", true),
        (Column.Identifier, "Identifiant PP", true),
        (Column.Title, "Code civilité d'exercice", false),
        (Column.Civility, "Code civilité", false),
        (Column.FamilyName, "Nom d'exercice", true),
        (Column.GivenName, "Prénom d'exercice", true),
        (Column.Profession, "Code profession", true),
        (Column.Category, "Code catégorie professionnelle", false),
        (Column.QualificationKind, "Code type savoir-faire", false),
        (Column.QualificationCode, "Code savoir-faire", false),
        (Column.QualificationLabel, "Libellé savoir-faire", false),
        (Column.Mode, "Code mode exercice", false),
        (Column.Siret, "Numéro SIRET site", false),
        (Column.Finess, "Numéro FINESS site", false),
        (Column.Structure, "Raison sociale site", false),
        (Column.PostalCode, "Code postal", false),
        (Column.Town, "Libellé commune", false),
        (Column.Department, "Code Département", false),
        (Column.Sector, "Code secteur d'activité", false),
        (Column.ActivityKind, "Code genre activité", false),
        (Column.Function, "Code rôle", false),
        // The public file has no dates of qualifications. They are in the file of qualifications with restricted access, under these names.
        (Column.RecognisedOn, "Date reconnaissance savoir-faire", false),
        (Column.AbandonedOn, "Date abandon savoir-faire", false),
    ];

    // Some layouts append the source of a column's value to its name.
    private static readonly string[] Suffixes = ["", " coord structure", " structure"];

    private readonly int[] places;

    private RegisterColumns(int[] places, int count, int cells)
    {
        this.places = places;
        Count = count;
        Cells = cells;
    }

    public int Count { get; }

    /// <summary>One more than <see cref="Count"/> when the header line ends with a separator, because the lines then do too.</summary>
    public int Cells { get; }

    /// <summary>-1 when the file lacks the column.</summary>
    public int this[Column column] => places[(int)column];

    public static string NameOf(Column column) => Known[(int)column].Name;

    /// <summary>INVALID_ARGUMENT naming every missing column.</summary>
    public static RegisterColumns Read(ReadOnlySpan<byte> header)
    {
        var line = Encoding.UTF8.GetString(header);
        var names = line.TrimEnd('|').Split('|');
        var violations = new Violations();
        violations.Require(names.Length <= MostColumns, "header line", $"Write at most {MostColumns} columns.");
        var keys = names.Select(NameKey.Of).ToList();
        var places = new int[Known.Length];
        foreach (var (column, name, required) in Known)
        {
            var key = NameKey.Of(name);
            places[(int)column] = keys.FindIndex(found => Suffixes.Any(suffix => found == key + suffix));
            if (required && places[(int)column] < 0)
                violations.Add("header line", $"Name a column \"{name}\"; columns are separated by |.");
        }

        violations.ThrowIfAny();
        return new RegisterColumns(places, names.Length, line.Split('|').Length);
    }
}
