using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using NotificationOutcome = OrdreCouncils.Protos.Discipline.V1.NotificationOutcome;
using Residence = OrdreCouncils.LegalTime.Residence;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Times to appeal: each addressee has its own, and the decision is not final before the last of them has ended (CSP R.4126-40, R.4126-44).</summary>
internal static class Clocks
{
    /// <summary>Addressees who may appeal (CSP L.4122-3, VI, wording of 27 July 2019) and whom R.4126-33 (18 June 2020) has notified.</summary>
    public static IEnumerable<Addressee> Entitled(Proceeding proceeding)
    {
        yield return Addressee.Practitioner;
        if (proceeding.HasAuthor)
            yield return Addressee.Author;
        yield return Addressee.Council;
        if (proceeding.RegisterCouncil.Length > 0 && proceeding.RegisterCouncil != proceeding.Council)
            yield return Addressee.RegisterCouncil;
        yield return Addressee.Prosecutor;
        yield return Addressee.HealthAgency;
        yield return Addressee.NationalCouncil;
        yield return Addressee.Minister;
    }

    public static bool MayAppeal(Addressee addressee) => addressee is not (Addressee.ArmyHealthService or Addressee.Lawyer);

    /// <summary>Entitled addressees without a known notification; none when one day was told for all.</summary>
    public static IEnumerable<Addressee> Awaited(Proceeding proceeding, DecisionRow decision)
    {
        if (decision.NotifiedOn is not null)
            return [];
        var known = proceeding.NotificationsOf(decision).Where(row => row.Outcome != NotificationOutcome.Unspecified).Select(row => row.Addressee);
        return (decision.IsFirstInstance ? Entitled(proceeding) : [Addressee.Practitioner]).Except(known);
    }

    /// <summary>The clock that ends last; null while an addressee is awaited.</summary>
    public static Clock? Last(Proceeding proceeding, DecisionRow decision) =>
        Awaited(proceeding, decision).Any() ? null : All(proceeding, decision).MaxBy(clock => clock.LastDay);

    /// <summary>The clock of one who appeals: the addressee's own, else the one told for all; null while neither is known, so that nothing has ended.</summary>
    public static Clock? Of(Proceeding proceeding, DecisionRow decision, Appellant appellant)
    {
        var own = proceeding.NotificationsOf(decision)
            .Where(row => row.LastDay is not null && IsOf(row.Addressee, appellant)).Select(row => new Clock(row.LastDay!.Value, row.Time)).ToList();
        var clocks = own.Count == 0 ? ForAll(decision) : own;
        return clocks.Concat(Corrected(proceeding, decision)).MaxBy(clock => clock.LastDay);
    }

    /// <summary>Day from which the practitioner counts as notified; null while not known.</summary>
    public static DateOnly? PractitionerTold(Proceeding proceeding, DecisionRow decision) =>
        proceeding.NotificationsOf(decision).SingleOrDefault(row => row.Addressee == Addressee.Practitioner)?.OutcomeOn ?? decision.NotifiedOn;

    /// <summary>The rule of the time to contest; first instance: appeal, two months when the letter omits the time (R.4126-44). National: cassation.</summary>
    public static LegalRule Rule(DecisionRow decision, bool timeLimitStated) => (decision.IsFirstInstance, timeLimitStated) switch
    {
        (false, _) => LegalRules.Cassation,
        (true, true) => LegalRules.Appeal,
        _ => LegalRules.AppealWhenNoticeIsSilent,
    };

    /// <summary>Day that starts the clock of one addressee.</summary>
    public static LegalTime.TimeLimitStep Start(NotificationOutcome outcome, DateOnly day) => NotificationDays.Of(
        outcome switch
        {
            NotificationOutcome.Received => LegalTime.NotificationOutcome.Received,
            NotificationOutcome.UnknownAddress => LegalTime.NotificationOutcome.UnknownAtTheAddress,
            NotificationOutcome.Served => LegalTime.NotificationOutcome.ServedByBailiff,
            _ => LegalTime.NotificationOutcome.NotCollected,
        },
        day);

    /// <summary>Null before a chamber whose own code counts.</summary>
    public static TimeLimit? Compute(Proceeding proceeding, LegalRule rule, DateOnly from, Residence residence) =>
        proceeding.Seat is null || rule.InForceOn(from) is null ? null : TimeLimits.Compute(rule, from, residence);

    private static IEnumerable<Clock> All(Proceeding proceeding, DecisionRow decision) => ForAll(decision)
        .Concat(proceeding.NotificationsOf(decision).Where(row => row.LastDay is not null).Select(row => new Clock(row.LastDay!.Value, row.Time)))
        .Concat(Corrected(proceeding, decision));

    private static IEnumerable<Clock> ForAll(DecisionRow decision) => decision.LastDayOfAppeal is { } day ? [new Clock(day, decision.AppealTime)] : [];

    private static IEnumerable<Clock> Corrected(Proceeding proceeding, DecisionRow decision) => proceeding.Rectifications
        .Where(row => row.DecisionId == decision.Id && row.LastDay is not null).Select(row => new Clock(row.LastDay!.Value, row.Time));

    private static bool IsOf(Addressee addressee, Appellant appellant) => (addressee, appellant) switch
    {
        (Addressee.Practitioner, Appellant.Practitioner) or (Addressee.Author, Appellant.Author)
            or (Addressee.Council or Addressee.RegisterCouncil, Appellant.Council) or (Addressee.Prosecutor, Appellant.Prosecutor)
            or (Addressee.HealthAgency, Appellant.HealthAgency) or (Addressee.NationalCouncil, Appellant.NationalCouncil)
            or (Addressee.Minister, Appellant.Minister) => true,
        _ => false,
    };
}

/// <param name="Time">The computation as it was told; null where a local code counts.</param>
internal sealed record Clock(DateOnly LastDay, byte[]? Time);
