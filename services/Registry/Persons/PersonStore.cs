using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Persons;

internal static class PersonStore
{
    public static async Task<Dictionary<string, FactHash>> HashesAsync(SqlSession sql, IEnumerable<string> rpps) =>
        (await sql.QueryAsync<HashRow>(
            $"select rpps, content_hash from physicians where {TextList.Condition(sql.Engine, "rpps")}", new { list = TextList.Value(sql.Engine, rpps) }))
        .ToDictionary(row => row.Rpps, row => FactHash.From(row.ContentHash));

    /// <summary>Locks the rows of the persons, in the order of their numbers, until the transaction ends.</summary>
    public static async Task<Dictionary<string, StoredPerson>> LoadAsync(SqlSession sql, IReadOnlyCollection<string> rpps)
    {
        if (rpps.Count == 0)
            return [];
        var condition = TextList.Condition(sql.Engine, "rpps");
        var list = new { list = TextList.Value(sql.Engine, rpps) };
        var persons = await sql.QueryAsync<PersonRow>(
            $"""
            select rpps, title, civility, family_name, given_name, council, category, version, changed_in,
                   council_decided
            from physicians where {condition} order by rpps{Dialect.ForUpdate(sql.Engine)}
            """, list);
        var qualifications = (await sql.QueryAsync<QualificationRow>(
            $"""
            select rpps, kind, code, label, recognised_on, abandoned_on from qualifications
            where {condition} and ({DatedTables.Qualifications.HoldsNow()} or abandoned_on is not null)
            """, list))
            .ToLookup(row => row.Rpps, row => new QualificationFact(row.Kind, row.Code, row.Label) { RecognisedOn = row.RecognisedOn, AbandonedOn = row.AbandonedOn });
        var activities = (await sql.QueryAsync<ActivityKeyRow>(
            $"select rpps, activity_key, kind, function from activities where {condition} and {DatedTables.Activities.HoldsNow()}", list))
            .ToLookup(row => row.Rpps);
        return persons.ToDictionary(row => row.Rpps, row => new StoredPerson(
            row.Rpps,
            new Identity(row.Title, row.Civility, row.FamilyName, row.GivenName),
            row.Council,
            row.Version,
            row.ChangedIn,
            row.CouncilDecided,
            qualifications[row.Rpps].Where(fact => fact.AbandonedOn is null).ToDictionary(fact => fact.Hash),
            activities[row.Rpps].ToDictionary(held => FactHash.From(held.ActivityKey), held => new ActivityDetail(held.Kind, held.Function)))
        {
            Category = row.Category,
            // A qualification may be abandoned more than once: the last time counts.
            Abandoned = qualifications[row.Rpps].Where(fact => fact.AbandonedOn is not null).GroupBy(fact => fact.Hash)
                .ToDictionary(group => group.Key, group => group.MaxBy(fact => fact.AbandonedOn)!),
        });
    }

    /// <summary>A decision of the Order fixed the physician's council: later imports do not change it.</summary>
    public static Task MarkCouncilDecidedAsync(SqlSession sql, string rpps) =>
        sql.ExecuteAsync("update physicians set council_decided = true where rpps = @rpps", new { rpps });

    private sealed record PersonRow : PhysicianRow
    {
        public int ChangedIn { get; init; }
        public bool CouncilDecided { get; init; }
    }

    private sealed record HashRow
    {
        public string Rpps { get; init; } = "";
        public byte[] ContentHash { get; init; } = [];
    }

    private sealed record ActivityKeyRow
    {
        public string Rpps { get; init; } = "";
        public byte[] ActivityKey { get; init; } = [];
        public string Kind { get; init; } = "";
        public string Function { get; init; } = "";
    }
}
