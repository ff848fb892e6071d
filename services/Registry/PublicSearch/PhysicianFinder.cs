using OrdreCouncils.LegalTime;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Search;

namespace OrdreCouncils.Registry.PublicSearch;

/// <summary>Finds physicians of the public list.</summary>
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
                    .Where(hit => found[hit.Rpps].Value is { } entry && PublicList.Has(RegistrationRules.At(entry, today), entry.Physician.Activities.Count > 0))
                    .Select(hit => FoundPhysician.Of(found[hit.Rpps].Value!.Physician, hit.Kind)),
            ],
            hits.Count > Most);
    }

    public IEnumerable<(string Code, string Label)> Specialties() => keeper.Numberings.Qualifications.Values(held => held.Kind == "S")
        .Select(held => (held.Code, held.Label)).DistinctBy(held => held.Code).OrderBy(held => held.Label, StringComparer.Ordinal);
}
