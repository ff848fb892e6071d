using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>
/// SQL of the search. Each part walks one index in the order of lists from the cursor on, or a short range of the name words, and takes the other
/// criteria as it goes; a test keeps the plans on both engines.
/// </summary>
internal static class PhysicianSearch
{
    private const string Columns =
        """
        p.rpps, p.title, p.civility, p.family_name as FamilyName, p.given_name as GivenName, p.council, p.sort_key as SortKey,
        p.registered_since as RegisteredSince, p.version
        """;

    /// <summary>The first physicians after a cursor that fit all criteria.</summary>
    public static Task<IReadOnlyList<PhysicianRow>> PageAsync(SqlSession sql, SearchCriteria criteria, SearchCursor after, int limit) =>
        sql.QueryAsync<PhysicianRow>(Text(criteria), Arguments(criteria, after, limit));

    /// <summary>Specialties of some physicians.</summary>
    public static Task<IReadOnlyList<QualificationRow>> SpecialtiesAsync(SqlSession sql, IEnumerable<string> rpps) => sql.QueryAsync<QualificationRow>(
        $"""
        select rpps, kind, code, label from qualifications
        where {RppsList.Condition(sql.Engine)} and kind = 'S' and valid_to is null order by rpps, code
        """, new { list = RppsList.Value(sql.Engine, rpps) });

    internal static string Text(SearchCriteria criteria)
    {
        var filter = Filter(criteria);
        var found = criteria switch
        {
            { FamilyKey.Length: > 0 } => $"""
                select sort_key, rpps from ({FirstWord(filter)}) as first_word
                union
                select sort_key, rpps from ({AnyWord("F", "@family", filter)}) as later_word
                order by sort_key, rpps limit @limit
                """,
            { GivenKey.Length: > 0 } => AnyWord("G", "@given", filter),
            { Council.Length: 0, Specialty.Length: > 0 } => BySpecialty,
            _ => InOrder(filter),
        };
        return $"select {Columns} from ({found}) as found join physicians p on p.rpps = found.rpps order by p.sort_key, p.rpps";
    }

    internal static object Arguments(SearchCriteria criteria, SearchCursor after, int limit)
    {
        // Keys that begin with the name begin the walk, unless the cursor is past that.
        var first = string.CompareOrdinal(after.SortKey, criteria.FamilyKey) >= 0 ? after : new SearchCursor(criteria.FamilyKey, "");
        return new
        {
            firstKey = first.SortKey,
            firstRpps = first.Rpps,
            afterKey = after.SortKey,
            afterRpps = after.Rpps,
            family = criteria.FamilyKey,
            familyEnd = NameKey.RangeEnd(criteria.FamilyKey),
            given = criteria.GivenKey,
            givenEnd = NameKey.RangeEnd(criteria.GivenKey),
            // Two spaces are where first names begin in a sort key.
            givenFirst = $"%  {criteria.GivenKey}%",
            givenLater = $"%  % {criteria.GivenKey}%",
            council = criteria.Council,
            specialty = criteria.Specialty,
            limit,
        };
    }

    private static string InOrder(string filter) =>
        $"""
        select p.sort_key, p.rpps from physicians p
        where (p.sort_key, p.rpps) > (@afterKey, @afterRpps){filter}
        order by p.sort_key, p.rpps limit @limit
        """;

    private static string FirstWord(string filter) =>
        $"""
        select p.sort_key, p.rpps from physicians p
        where (p.sort_key, p.rpps) > (@firstKey, @firstRpps) and p.sort_key < @familyEnd{filter}
        order by p.sort_key, p.rpps limit @limit
        """;

    private static string AnyWord(string kind, string prefix, string filter) =>
        $"""
        select distinct p.sort_key, p.rpps from name_words w join physicians p on p.rpps = w.rpps
        where w.kind = '{kind}' and w.words >= {prefix} and w.words < {prefix}End
          and (p.sort_key, p.rpps) > (@afterKey, @afterRpps){filter}
        order by p.sort_key, p.rpps limit @limit
        """;

    private const string BySpecialty =
        """
        select distinct q.sort_key, q.rpps from qualifications q
        where q.code = @specialty and q.valid_to is null and (q.sort_key, q.rpps) > (@afterKey, @afterRpps)
          and not exists (select 1 from merges m where m.rpps = q.rpps and m.undone_in is null)
        order by q.sort_key, q.rpps limit @limit
        """;

    private static string Filter(SearchCriteria criteria)
    {
        // Whom another number answers for is found under that one.
        var filter = " and not exists (select 1 from merges m where m.rpps = p.rpps and m.undone_in is null)";
        if (criteria.FamilyKey.Length > 0 && criteria.GivenKey.Length > 0)
            filter += " and (p.sort_key like @givenFirst or p.sort_key like @givenLater)";
        if (criteria.Council.Length > 0)
            filter += " and p.council = @council";
        if (criteria.Specialty.Length > 0)
            filter += " and exists (select 1 from qualifications q where q.rpps = p.rpps and q.code = @specialty and q.valid_to is null)";
        return filter;
    }
}
