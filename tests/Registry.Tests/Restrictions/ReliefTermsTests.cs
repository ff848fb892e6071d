using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>A correction of Anne's relief of <see cref="ReliefTests"/> must change a term; a change of any single term is enough.</summary>
public sealed class ReliefTermsTests
{
    public static readonly IReadOnlyDictionary<string, Action<ReliefTerms>> OtherTerms = new Dictionary<string, Action<ReliefTerms>>
    {
        ["decision"] = terms => terms.Decision = "CDPI Île-de-France, n° 2026-041",
        ["final_on"] = terms => terms.FinalOn = RegistryApp.Date(2022, 5, 30),
        ["requested_on"] = terms => terms.RequestedOn = RegistryApp.Date(2025, 10, 3),
        ["decided_on"] = terms => terms.DecidedOn = RegistryApp.Date(2026, 3, 13),
        ["effective_on"] = terms => terms.EffectiveOn = RegistryApp.Date(2026, 3, 21),
        ["outcome"] = terms => (terms.Outcome, terms.EffectiveOn) = (ReliefOutcome.Refused, null),
    };

    [Theory, Engines]
    public async Task CorrectRelief_SameTerms_InvalidArgument(SqlEngine engine)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        var relief = await RelievedAsync(app);
        var radiation = await ReliefTests.RadiationAsync(app);
        var client = await app.RestrictionsAsync();

        await app.LeavesNothingAsync(() => Faults.InvalidAsync(client.CorrectReliefAsync(Correction(relief, _ => { })), "terms"));

        Assert.Equal(radiation, await ReliefTests.RadiationAsync(app));
    }

    [Theory, EachCase(nameof(OtherTerms))]
    public async Task CorrectRelief_OneOtherTerm_TakesThePlaceOfTheOld(SqlEngine engine, string term)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        var relief = await RelievedAsync(app);
        var request = Correction(relief, OtherTerms[term]);

        var corrected = (await (await app.RestrictionsAsync()).CorrectReliefAsync(request)).Radiation;

        Assert.Equal(request.Terms, Terms(Assert.Single(corrected.Reliefs)));
        var old = Assert.Single(corrected.SupersededReliefs);
        Assert.Equal((relief.ReliefId, corrected.Reliefs[0].ReliefId), (old.ReliefId, old.SupersededBy));
        Assert.Equal(Terms(relief), Terms(old));
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.relief.corrected'"));
    }

    private static async Task<Relief> RelievedAsync(RegistryApp app)
    {
        var request = ReliefTests.Relief(await ReliefTests.RadiationAsync(app));
        return (await (await app.RestrictionsAsync()).RecordReliefAsync(request)).Radiation.Reliefs.Single();
    }

    private static ReliefTerms Terms(Relief relief) => new()
    {
        Decision = relief.Decision,
        FinalOn = relief.FinalOn,
        RequestedOn = relief.RequestedOn,
        DecidedOn = relief.DecidedOn,
        Outcome = relief.Outcome,
        EffectiveOn = relief.EffectiveOn,
    };

    private static CorrectReliefRequest Correction(Relief relief, Action<ReliefTerms> change)
    {
        var terms = Terms(relief);
        change(terms);
        return new CorrectReliefRequest { RequestId = RegistryApp.NewId(), ReliefId = relief.ReliefId, Terms = terms, Reason = "Date mal relevée." };
    }
}
