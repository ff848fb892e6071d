using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Demography;

internal sealed record CountRow
{
    public string First { get; init; } = "";
    public string Second { get; init; } = "";

    /// <summary>Label of the specialty, when the count groups by it.</summary>
    public string Specialty { get; init; } = "";
    public long Number { get; init; }
}

/// <summary>SQL of the counts: one grouped statement over the whole register, which joins only the tables that the question needs.</summary>
/// <remarks><see cref="Registered"/> repeats <see cref="RegistrationRules"/> and <see cref="Standing"/> in SQL for all physicians at once; a test compares
/// both, physician by physician and day by day. Merged numbers are one person, counted once under the kept number.</remarks>
internal static class DemographyStore
{
    public static Task<IReadOnlyList<CountRow>> CountAsync(SqlSession sql, DemographyQuestion question)
    {
        var args = new Dictionary<string, object> { ["on"] = question.On };
        foreach (var start in AgeBands.Starts)
            args[$"age{start}"] = AgeBands.LatestBirth(question.On, start);
        var asked = question.GroupBy.Concat(question.Filter.Keys).ToHashSet();
        var filter = string.Concat(question.Filter.Select(pair =>
        {
            args[$"is{pair.Key}"] = pair.Value;
            return $" and {Column(pair.Key)} = @is{pair.Key}";
        }));
        var bySpecialty = question.GroupBy.Contains(DemographyDimension.Specialty);
        return sql.QueryAsync<CountRow>(
            $"""
            select {Column(question.GroupBy[0])} as First, {(question.GroupBy.Count > 1 ? Column(question.GroupBy[1]) : "''")} as Second,
                   {(bySpecialty ? "max(specialty_label)" : "''")} as Specialty, count(*) as Number
            from (
                select {string.Join(", ", asked.Order().Select(Expression))}
                from physicians p {string.Concat(asked.Order().Select(Join))}
                where {Registered}
            ) person
            where 1 = 1{filter}
            group by {string.Join(", ", question.GroupBy.Select(Column))}
            """, args);
    }

    /// <summary>Condition: the restriction or relief <c>r</c> belongs to the kept number <c>p</c> or to one merged into it.</summary>
    private static readonly string Theirs = $"(r.rpps = p.rpps or r.rpps in (select m.rpps from merges m where m.kept = p.rpps and {DatedTables.Merges.HoldsNow("m")}))";

    private static readonly string Registered =
        $"""
        coalesce(
            (select f.kind from registration_facts f
             where f.rpps = p.rpps and {DatedTables.Facts.HoldsNow("f")} and f.kind in ('Entered', 'Left') and f.effective_on <= @on
             order by f.effective_on desc, f.recorded_in desc, f.id desc limit 1),
            case when p.registered_since <= @on and (
                coalesce(
                    (select f.kind from registration_facts f where f.rpps = p.rpps and {DatedTables.Facts.HoldsNow("f")}
                     order by f.effective_on, f.recorded_in, f.id limit 1), '') <> 'Entered'
                or exists (select 1 from reliefs r where r.outcome = 'Granted' and {DatedTables.Reliefs.HoldsNow("r")} and {Theirs}
                           and r.effective_on <= (select min(f.effective_on) from registration_facts f where f.rpps = p.rpps and {DatedTables.Facts.HoldsNow("f")})))
                then 'Entered' else '' end) = 'Entered'
        and not exists (select 1 from restrictions r
                        where {Theirs} and {DatedTables.Restrictions.HoldsNow("r")}
                          and r.kind = 'Radiation' and r.effective_on <= @on and (r.ends_on is null or r.ends_on >= @on)
                          and not exists (select 1 from reliefs g where g.restriction_id = r.id and g.outcome = 'Granted' and {DatedTables.Reliefs.HoldsNow("g")} and g.effective_on <= @on))
        and not exists (select 1 from reliefs r
                        where r.outcome = 'Granted' and {DatedTables.Reliefs.HoldsNow("r")} and r.effective_on <= @on and {Theirs}
                          and not exists (select 1 from registration_facts f
                                          where f.rpps = p.rpps and {DatedTables.Facts.HoldsNow("f")} and f.kind = 'Entered'
                                            and f.effective_on >= r.effective_on and f.effective_on <= @on))
        and not exists (select 1 from merges m where m.rpps = p.rpps and {DatedTables.Merges.HoldsNow("m")})
        """;

    private static string Column(DemographyDimension dimension) => dimension switch
    {
        DemographyDimension.Council => "council",
        DemographyDimension.Specialty => "specialty",
        DemographyDimension.AgeBand => "age_band",
        DemographyDimension.Sex => "sex",
        _ => "mode",
    };

    private static string Expression(DemographyDimension dimension) => dimension switch
    {
        // Once a decision of the Order has placed the physician, files do not move them: the last entry gives the council. Before, the person row of that day
        // does.
        DemographyDimension.Council =>
            $"""
            coalesce(
                (select f.council from registration_facts f
                 where f.rpps = p.rpps and {DatedTables.Facts.HoldsNow("f")} and f.kind = 'Entered' and f.effective_on <= @on
                 order by f.effective_on desc, f.recorded_in desc, f.id desc limit 1),
                case when p.valid_from <= @on then p.council else
                    (select past.council from physicians_past past
                     where past.rpps = p.rpps and past.valid_from <= @on and past.valid_to >= @on order by past.version desc limit 1) end,
                '') as council
            """,
        DemographyDimension.Specialty => "coalesce(held.code, '') as specialty, coalesce(held.label, '') as specialty_label",
        DemographyDimension.AgeBand => $"{Ages} as age_band",
        DemographyDimension.Sex => "case p.civility when 'M' then 'M' when 'MME' then 'F' when 'MLLE' then 'F' else '' end as sex",
        _ => "coalesce(modes.mode, '') as mode",
    };

    private static readonly string Ages =
        "case when born.born_on is null then '' "
        + string.Concat(AgeBands.Starts.Select((start, band) => $"when born.born_on > @age{start} then '{AgeBands.Codes[band]}' "))
        + $"else '{AgeBands.Codes[^1]}' end";

    private static string Join(DemographyDimension dimension) => dimension switch
    {
        // The principal specialty: see QualificationRules.
        DemographyDimension.Specialty =>
            """

            left join (
                select rpps, code, label, row_number() over (partition by rpps order by recorded_in desc, code) as place
                from qualifications where kind = 'S' and valid_from <= @on and (valid_to is null or valid_to >= @on)
            ) held on held.rpps = p.rpps and held.place = 1
            """,
        DemographyDimension.AgeBand => "\nleft join civil_status born on born.rpps = p.rpps and born.superseded_at is null",
        DemographyDimension.Mode =>
            """

            left join (
                select rpps, case when min(mode) <> max(mode) and max(case when mode = 'L' then 1 else 0 end) + max(case when mode = 'S' then 1 else 0 end) = 2 then 'LS'
                                  when max(case when mode = 'L' then 1 else 0 end) = 1 then 'L'
                                  when max(case when mode = 'S' then 1 else 0 end) = 1 then 'S' else 'B' end as mode
                from activities where mode in ('L', 'S', 'B') and valid_from <= @on and (valid_to is null or valid_to >= @on) group by rpps
            ) modes on modes.rpps = p.rpps
            """,
        _ => "",
    };
}
