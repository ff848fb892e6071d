using System.Runtime.InteropServices;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Physicians;

namespace OrdreCouncils.Registry.Search;

/// <summary>Answers searches, as the register was at its last revision or later.</summary>
internal sealed class SearchDesk(IndexKeeper keeper, TimeProvider clock)
{
    private const string OrdinalSpecialty = "S";

    public async Task<SearchPhysiciansResponse> AnswerAsync(SearchPhysiciansRequest request, CancellationToken cancellation)
    {
        var (criteria, after, size) = SearchRules.Read(request);
        var today = LegalDay.Today(clock);
        var index = await keeper.CurrentAsync(cancellation);
        // One more than asked tells whether another page follows.
        var hits = PhysicianSearch.Page(index, keeper.Numberings, criteria, after, size + 1, today);
        var response = new SearchPhysiciansResponse();
        foreach (var hit in CollectionsMarshal.AsSpan(hits)[..Math.Min(size, hits.Count)])
            response.Physicians.Add(Summary(hit, today));
        if (hits.Count > size)
            response.NextPageToken = new SearchCursor(hits[size - 1].Kind, hits[size - 1].SortKey, hits[size - 1].Rpps).Token(criteria);
        return response;
    }

    private PhysicianSummary Summary(Hit hit, DateOnly today)
    {
        var (segment, row) = (hit.Segment, hit.Row);
        var registration = RegistrationRules.At(
            segment.Life(row) ?? RegisterEntries.Entry(DateOnly.FromDayNumber(segment.RegisteredSince[row]), [], [], []), today);
        var summary = new PhysicianSummary
        {
            Rpps = hit.Rpps,
            Title = keeper.Numberings.Titles.ValueOf(segment.Titles[row]),
            FamilyName = segment.FamilyName(row),
            GivenName = segment.GivenName(row),
            Council = keeper.Numberings.Councils.ValueOf(segment.Councils[row]),
            Status = registration.Status,
            MayPractise = registration.MayPractise,
            Match = hit.Kind,
        };
        foreach (var code in segment.Codes(row))
        {
            if (keeper.Numberings.Qualifications.ValueOf(code) is { Kind: OrdinalSpecialty } specialty)
                summary.Specialties.Add(specialty);
        }

        return summary;
    }
}
