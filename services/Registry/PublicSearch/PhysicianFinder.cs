using OrdreCouncils.LegalTime;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Search;

namespace OrdreCouncils.Registry.PublicSearch;

/// <summary>Physicians in practice: those who may practise today and have a place of practice (CSP D.4113-121 limits the public list to them).</summary>
internal sealed class PhysicianFinder(IndexKeeper keeper, EntryBatches entries, TimeProvider clock)
{
    /// <summary>One page only, so that nobody copies the register through a form.</summary>
    public const int Most = 20;

    public async Task<FoundPhysicians> FindAsync(PublicQuery query, CancellationToken cancellation)
    {
        var (criteria, after, _) = SearchInput.Read(query.ToRequest());
        var today = LegalDay.Today(clock);
        var index = await keeper.CurrentAsync(cancellation);
        var hits = PhysicianSearch.Page(index, keeper.Numberings, criteria with { InPractice = true }, after, Most + 1, today);
        var found = await entries.FindAsync(hits.Take(Most).Select(hit => hit.Rpps), cancellation);
        return new FoundPhysicians(
            [
                // The entries may be later than the index: whoever ceased to practise in between is left out.
                .. hits.Take(Most)
                    .Where(hit => found[hit.Rpps].Value is { Physician.Activities.Count: > 0 } entry && RegistrationRules.At(entry, today).MayPractise)
                    .Select(hit => FoundPhysician.Of(found[hit.Rpps].Value!.Physician, hit.Kind)),
            ],
            hits.Count > Most);
    }

    public IEnumerable<(string Code, string Label)> Specialties() => keeper.Numberings.Qualifications.Values(held => held.Kind == "S")
        .Select(held => (held.Code, held.Label)).DistinctBy(held => held.Code).OrderBy(held => held.Label, StringComparer.Ordinal);
}
