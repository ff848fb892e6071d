using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Search;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.PublicSearch;

/// <summary>The typed search. The fields have the names of the form's inputs, in French.</summary>
internal sealed record PublicQuery(string Name, string Place, string Specialty)
{
    public const string NameField = "nom";
    public const string PlaceField = "lieu";
    public const string SpecialtyField = "specialite";
    private const int FewestLetters = 2;

    public bool IsEmpty => Name.Length + Place.Length + Specialty.Length == 0;

    public static PublicQuery Of(IQueryCollection query) => new(Text(query, NameField), Text(query, PlaceField), Text(query, SpecialtyField));

    /// <summary>The first field at fault, with an error text in French for the visitor; null when the search can run. A specialty alone or a place alone is
    /// refused, because the answer would list a whole town.</summary>
    public (string Field, string Text)? Fault()
    {
        if (Name.Length > 0 && !IsName(Name))
            return (NameField, "Nom : écrivez deux lettres au moins, dix mots et 100 caractères au plus, sans caractère invisible.");
        if (Place.Length > 0 && !IsPlace(Place))
            return (PlaceField, "Lieu : écrivez un code postal à cinq chiffres ou le nom d’une commune.");
        if (Specialty.Length > 0 && !SearchInput.IsSpecialty(Specialty))
            return (SpecialtyField, "Spécialité : choisissez dans la liste, ou écrivez un code de TRE_R38 tel que SM04.");
        return Name.Length == 0 && (Place.Length == 0 || Specialty.Length == 0)
            ? (NameField, "Écrivez un nom, ou bien un lieu et une spécialité.")
            : null;
    }

    /// <summary>Physicians who may practise; see <see cref="PhysicianFinder"/> for the rest of the condition.</summary>
    public SearchPhysiciansRequest ToRequest() => new() { Name = Name, Municipality = Place, Specialty = Specialty, Status = SoughtStatus.MayPractise };

    private static bool IsName(string text) =>
        IsText(text) && TypedName.Words(text) is { Length: <= SearchInput.MostWords } words && words.Sum(word => word.Count(char.IsAsciiLetter)) >= FewestLetters;

    private static bool IsPlace(string text) =>
        IsText(text) && (text.All(char.IsAsciiDigit) ? text.Length == SearchInput.PostalCodeLength : TownKey.Of(text).Length > 0);

    /// <summary>The rules of every text field of the contracts.</summary>
    private static bool IsText(string text)
    {
        var violations = new Violations();
        violations.OptionalText(text, NameField, SearchInput.LongestText);
        return !violations.Any && VisibleText.IsWhole(text);
    }

    private static string Text(IQueryCollection query, string field) => query[field].ToString().Trim();
}
