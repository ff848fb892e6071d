using System.Globalization;
using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.Hearings;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class HearingInput
{
    private const int FewestMembers = 3;
    private const int MostMembers = 20;
    private const string Hour = "HH:mm";
    private const string Day = "yyyy-MM-dd";

    public static (string RequestId, HearingRow Hearing, IReadOnlyList<MemberRow> Members) Read(SetHearingRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Known(request.Publicity, "publicity");
        violations.Require(
            !request.ClosedInPart || request.Publicity != HearingPublicity.Public, "closed_in_part", "Leave it false: the hearing is public.");
        violations.Require(IsHour(request.StartsAt), "starts_at", "Write a local hour such as 09:30.");
        var row = new HearingRow
        {
            CaseId = violations.Uuid(request.CaseId, "case_id"),
            SetOn = violations.Past(request.SetOn, "set_on", today),
            HearingOn = violations.Date(request.HearingOn, "hearing_on"),
            StartsAt = request.StartsAt,
            Place = violations.Text(request.Place, "place", 200),
            Publicity = request.Publicity,
            ClosedInPart = request.ClosedInPart,
        };
        violations.Require(request.HearingOn is null || row.HearingOn >= row.SetOn, "hearing_on", "Write a day that is not before set_on.");
        var members = Members(violations, request);
        violations.ThrowIfAny();
        return (requestId, row, members);
    }

    public static (string RequestId, string HearingId, SummonsRow Summons) Read(RecordSummonsRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.HearingId, "hearing_id");
        violations.Known(request.Party, "party");
        violations.Known(request.Residence, "residence");
        var sent = violations.Past(request.SentOn, "sent_on", today);
        var reached = violations.OptionalPast(request.ReachedOn, "reached_on", today);
        violations.Require(reached is null || reached >= sent, "reached_on", "Write a day that is not before sent_on.");
        // The Constitutional Council draws the right from article 9 of the Declaration of 1789; its decisions on disciplinary procedures are not among the
        // texts that were checked for this platform.
        violations.Require(
            request.SilenceTold || request.Party != CaseParty.Respondent, "silence_told",
            "Write true: the summons tells the respondent of the right to silence, or it is sent again.");
        violations.ThrowIfAny();
        return (requestId, id, new SummonsRow
        {
            Party = request.Party, Residence = request.Residence, SentOn = sent, ReachedOn = reached, SilenceTold = request.SilenceTold,
        });
    }

    public static (string RequestId, string HearingId, DateOnly? PostponedOn) Read(RecordHearingRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.HearingId, "hearing_id");
        violations.Known(request.Outcome, "outcome");
        var held = request.Outcome == HearingOutcome.Held;
        var postponed = held
            ? violations.OptionalPast(request.PostponedOn, "postponed_on", today)
            : violations.Past(request.PostponedOn, "postponed_on", today);
        violations.Require(!held || request.PostponedOn is null, "postponed_on", "Leave it absent: the hearing was held.");
        violations.Require(held || request.Present.Count == 0, "present", "Leave it empty: the hearing was postponed.");
        for (var i = 0; i < request.Present.Count; i++)
            violations.Known(request.Present[i], $"present[{i}]");
        violations.Require(request.Present.Distinct().Count() == request.Present.Count, "present", "Name each party once.");
        violations.Require(
            request.SilenceTold || !request.Present.Contains(CaseParty.Respondent), "silence_told",
            "Write true: the president tells the respondent of the right to silence before the hearing begins.");
        violations.ThrowIfAny();
        return (requestId, id, postponed);
    }

    public static (HearingPlace Place, string Chamber, string CaseId, int Size) Read(ListHearingsRequest request)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        var chamber = Chambers.Named(request.Chamber);
        violations.Require(
            chamber.Length == 0 || chamber == InstanceRules.National || Chambers.IsChamber(chamber), "chamber",
            "Write the name of a first-instance chamber, such as ile-de-france, or nationale.");
        var from = violations.OptionalDate(request.FromDay, "from_day") ?? DateOnly.MinValue;
        var caseId = request.CaseId.Length == 0 ? "" : violations.Uuid(request.CaseId, "case_id");
        var place = Place(violations, request.PageToken);
        violations.ThrowIfAny();
        // The token of a later page is never before the day asked for.
        return (place.Day >= from ? place : new HearingPlace(from, "", ""), chamber, caseId, size);
    }

    public static string Token(HearingRow row) => $"{row.HearingOn.ToString(Day, CultureInfo.InvariantCulture)}/{row.StartsAt}/{row.Id}";

    private static List<MemberRow> Members(Violations violations, SetHearingRequest request)
    {
        violations.Require(
            request.Members.Count is >= FewestMembers and <= MostMembers, "members", $"Name {FewestMembers} to {MostMembers} members.");
        var members = new List<MemberRow>();
        foreach (var (member, i) in request.Members.Take(MostMembers).Select((member, i) => (member, i)))
        {
            violations.Known(member.Role, $"members[{i}].role");
            members.Add(new MemberRow
            {
                Name = violations.Text(member.Name, $"members[{i}].name", 200),
                Role = member.Role,
                Council = violations.OptionalCouncil(member.Council, $"members[{i}].council"),
            });
            violations.Require(
                member.Role != FormationRole.President || member.Council.Length == 0, $"members[{i}].council",
                "Leave it empty: a magistrate presides (CSP L.4124-7, II; L.4122-3, II).");
        }

        violations.Require(
            members.Count(member => member.Role == FormationRole.President) == 1, "members", "Name one president (CSP L.4124-7, II; L.4122-3, II).");
        violations.Require(PersonNames.AreDistinct([.. members.Select(member => member.Name)]), "members", "Name each member once.");
        return members;
    }

    private static HearingPlace Place(Violations violations, string token)
    {
        if (token.Length == 0)
            return new HearingPlace(DateOnly.MinValue, "", "");
        if (token.Split('/') is [var day, var hour, var id] && IsHour(hour)
            && DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
        {
            return new HearingPlace(on, hour, violations.After(id));
        }

        violations.Add("page_token", Paging.TokenExpected);
        return new HearingPlace(DateOnly.MinValue, "", "");
    }

    private static bool IsHour(string text) => TimeOnly.TryParseExact(text, Hour, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
