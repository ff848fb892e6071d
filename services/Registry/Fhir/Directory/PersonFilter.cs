using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>Criteria of a search for physicians, applied twice: to index rows, where no possible match may be missed, and to the physician as of the walk,
/// which decides.</summary>
/// <param name="isPublic">See <see cref="Walk.IsPublic"/>.</param>
internal sealed class PersonFilter(SearchQuery query, Numberings numberings, bool isPublic)
{
    private static readonly string[] Names = ["family", "given", "name"];

    private readonly Criterion[] names = [.. query.Criteria.Where(criterion => Names.Contains(criterion.Parameter.Name))];

    // For each criterion, the numbers of the qualifications and of the categories that fit; the code of the profession matches all.
    private readonly (ushort[] Codes, ushort[] Categories)[] qualifications =
    [
        .. query.Of("qualification-code").Where(criterion => !criterion.As<TokenValue>().Any(IsProfession)).Select(criterion => (
            numberings.Qualifications.Where(held => criterion.As<TokenValue>().Any(value => Is(value, held.Kind, held.Code, isPublic))),
            isPublic ? [] : numberings.Categories.Where(category => criterion.As<TokenValue>().Any(value => IsCategory(value, category))))),
    ];

    // Per segment: for each name criterion, the matching family names and first names. The last segment is usually the next one asked for.
    private readonly Dictionary<Segment, (bool[]? Families, bool[]? Givens)[]> fitting = [];
    private (Segment? Segment, (bool[]? Families, bool[]? Givens)[] Criteria) last = (null, []);

    public bool HasNames => names.Length > 0;

    /// <summary>Criteria on names or qualifications, which the public view does not show of a physician who is not in practice.</summary>
    private bool HasContent => names.Length > 0 || query.Of("qualification-code").Any();

    /// <summary>Whether the public view counts a physician who is not in practice.</summary>
    public bool FitsUnlisted => query.FitsActive(false) && !HasContent;

    public bool MayFit(Segment segment, int row)
    {
        foreach (var (codes, categories) in qualifications)
        {
            if (segment.Codes(row).IndexOfAny(codes) < 0 && !categories.Contains(segment.Categories[row]))
                return false;
        }

        if (names.Length == 0)
            return true;
        if (last.Segment != segment)
            last = (segment, Fitting(segment));
        foreach (var (families, givens) in last.Criteria)
        {
            if (families?[segment.FamilyOf[row]] != true && givens?[segment.GivenOf[row]] != true)
                return false;
        }

        return true;
    }

    /// <summary>Rows with matching names when there are at most <paramref name="most"/>; else null.</summary>
    public IEnumerable<int>? Rows(Segment segment, int most)
    {
        var fewest = Fitting(segment)
            .Select(criterion => (Criterion: criterion, Size: Size(criterion.Families, segment.FamilyStarts) + Size(criterion.Givens, segment.RowsOfGivens.Starts)))
            .OrderBy(pair => pair.Size).FirstOrDefault((Criterion: default, Size: long.MaxValue));
        return fewest.Size > most ? null : Rows(segment, fewest.Criterion.Families, fewest.Criterion.Givens);
    }

    /// <summary>Applies every criterion except those that select numbers.</summary>
    public bool Fits(Person person, DateTimeOffset now) =>
        query.FitsActive(person.Active)
        && (!isPublic || person.Active || !HasContent)
        && query.FitsLastUpdated(person.LastUpdated, now)
        && query.Of("identifier-type").All(IsEverybodys)
        && query.Of("qualification-code").All(criterion => criterion.As<TokenValue>().Any(value => IsProfession(value)
            || (!isPublic && IsCategory(value, person.Category))
            || person.Qualifications.Any(held => held.EndedOn is null && Is(value, held.Kind, held.Code, isPublic))))
        && (names.Length == 0 || NamesFit(NameKey.Of(person.FamilyName), NameKey.Of(person.GivenName)))
        && names.Where(criterion => criterion.Modifier == "exact").All(criterion => criterion.As<StringValue>().Any(value =>
            (criterion.Parameter.Name != "given" && value.Text == person.FamilyName) || (criterion.Parameter.Name != "family" && value.Text == person.GivenName)));

    private static long Size(bool[]? fitting, int[] starts)
    {
        var size = 0L;
        for (var name = 0; name < (fitting?.Length ?? 0); name++)
            size += fitting![name] ? starts[name + 1] - starts[name] : 0;
        return size;
    }

    private static IEnumerable<int> Rows(Segment segment, bool[]? families, bool[]? givens)
    {
        for (var name = 0; name < (families?.Length ?? 0); name++)
        {
            for (var row = segment.FamilyStarts[name]; families![name] && row < segment.FamilyStarts[name + 1]; row++)
                yield return row;
        }

        var (starts, rows) = segment.RowsOfGivens;
        for (var name = 0; name < (givens?.Length ?? 0); name++)
        {
            for (var place = starts[name]; givens![name] && place < starts[name + 1]; place++)
            {
                if (families?[segment.FamilyOf[rows[place]]] != true)
                    yield return rows[place];
            }
        }
    }

    private (bool[]? Families, bool[]? Givens)[] Fitting(Segment segment)
    {
        if (!fitting.TryGetValue(segment, out var criteria))
            fitting.Add(segment, criteria = Array.ConvertAll(names, criterion => (Fitting(segment.Families, criterion, "given"), Fitting(segment.Givens, criterion, "family"))));
        return criteria;
    }

    private static bool[]? Fitting(Vocabulary vocabulary, Criterion criterion, string notOf)
    {
        if (criterion.Parameter.Name == notOf)
            return null;
        var fits = new bool[vocabulary.Count];
        foreach (StringValue value in criterion.Values)
        {
            // An exact criterion still compares the name as written.
            if (criterion.Modifier.Length == 0)
                vocabulary.Beginning(value.WordStart, value.Packed, entry => fits[entry] = true);
            else
                vocabulary.Holding(value.Anywhere, value.Packed, entry => fits[entry] = true);
        }

        return fits;
    }

    private static bool Fits(Criterion criterion, StringValue value, string name) =>
        criterion.Modifier.Length == 0 ? NameMatch.BeginsWord(value.Key, name) : NameMatch.IsPart(value.Key, name);

    private bool NamesFit(string family, string given)
    {
        foreach (var criterion in names)
        {
            var fits = false;
            foreach (StringValue value in criterion.Values)
            {
                fits |= (criterion.Parameter.Name != "given" && Fits(criterion, value, family))
                    || (criterion.Parameter.Name != "family" && Fits(criterion, value, given));
            }

            if (!fits)
                return false;
        }

        return true;
    }

    /// <summary>Whether a value is one of the codings that a qualification is shown with.</summary>
    private static bool Is(TokenValue value, string kind, string code, bool isPublic) => (!isPublic || PublicList.Shows(kind)) && (
        value.Is(Nomenclature.QualificationSystem(kind), code) || (kind.Length > 0 && value.Is(Nomenclature.QualificationKind, kind)));

    private static bool IsCategory(TokenValue value, string category) => category.Length > 0 && value.Is(Nomenclature.Category, category);

    private static bool IsProfession(TokenValue value) => value.Is(Nomenclature.Profession, Nomenclature.PhysicianCode);

    /// <summary>Every physician has both identifiers.</summary>
    public static bool IsEverybodys(Criterion identifierType) => identifierType.As<TokenValue>().Any(value =>
        value.Is(Nomenclature.IdentifierType, "RPPS") || value.Is(Nomenclature.IdentifierType, "IDNPS"));
}
