using System.Runtime.InteropServices;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Search;

/// <summary>Answers searches as of the last revision or a later one.</summary>
internal sealed class SearchResponder(IndexKeeper keeper, TimeProvider clock)
{
    private const string OrdinalSpecialty = "S";

    public async Task<SearchPhysiciansResponse> AnswerAsync(SearchPhysiciansRequest request, CancellationToken cancellation)
    {
        var (criteria, after, size) = SearchInput.Read(request);
        var today = LegalDay.Today(clock);
        var index = await keeper.CurrentAsync(cancellation);
        // One more than asked tells whether another page follows.
        var hits = PhysicianSearch.Page(index, keeper.Numberings, criteria, after, size + 1, today);
        var response = new SearchPhysiciansResponse();
        var plain = new PlainRegistrations(today);
        foreach (var hit in CollectionsMarshal.AsSpan(hits)[..Math.Min(size, hits.Count)])
            response.Physicians.Add(Summary(hit, plain));
        if (hits.Count > size)
            response.NextPageToken = new SearchCursor(hits[size - 1].Kind, hits[size - 1].SortKey, hits[size - 1].Rpps).Token(criteria);
        return response;
    }

    private PhysicianSummary Summary(Hit hit, PlainRegistrations plain)
    {
        var (segment, row) = (hit.Segment, hit.Row);
        var registration = segment.Life(row) is { } life ? RegistrationRules.At(life, plain.Today) : plain.Since(DateOnly.FromDayNumber(segment.RegisteredSince[row]));
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

/// <summary>Plain registrations depend on their first day alone: one message for those begun and one for those to begin.</summary>
internal sealed class PlainRegistrations(DateOnly today)
{
    private readonly Registration begun = At(today, today);
    private readonly Registration toBegin = At(today.AddDays(1), today);

    public DateOnly Today => today;

    public Registration Since(DateOnly day) => day <= today ? begun : toBegin;

    private static Registration At(DateOnly since, DateOnly on) => RegistrationRules.At(EntryMap.ToEntry(since, [], [], []), on);
}
