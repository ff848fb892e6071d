using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.Protos.Discipline.V1.TimeLimit;
using TimeLimitStep = OrdreCouncils.Protos.Discipline.V1.TimeLimitStep;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>The next deadline of a case, from its facts. No open case is without one: where no text that the platform counts sets a day, the deadline is a
/// landmark and says so.</summary>
internal static class CaseDeadlines
{
    private const string NoText = "Aucun texte ne fixe de délai pour cet acte : ce jour est un repère.";
    private const string OwnCode = "La procédure civile applicable localement compte ce délai : ce jour est un repère.";
    private const string UnknownHolidays = "Les jours fériés du siège ne figurent dans aucun texte connu ici : ce jour est un repère.";

    private const int MonthsOfAppeal = 12;
    private const int MonthsOfNotification = 1;

    public static NextDeadline? Next(CaseRow file) => file.Status switch
    {
        CaseStatus.Decided => Decided(file),
        CaseStatus.Appealed or CaseStatus.Opposed or CaseStatus.Remanded => Landmark(
            "national-decision", file.WaitsSince!.Value, file.WaitsSince!.Value.AddMonths(MonthsOfAppeal), DeadlineActor.NationalChamber, "", NoText),
        CaseStatus.NationallyDecided => Notification(file, DeadlineActor.NationalChamber),
        CaseStatus.Filed when file.DecisionTime is { } time => Told(time, DeadlineActor.Chamber),
        CaseStatus.Filed => Chamber(file),
        CaseStatus.Opened => OfCouncil(file, DeadlineActor.Council),
        CaseStatus.ReferralPrepared when !file.IsComplaint => OfCouncil(file, DeadlineActor.Council),
        CaseStatus.ComplaintRegistered or CaseStatus.ConciliationSummoned or CaseStatus.NotConciliated or CaseStatus.Deliberated
            or CaseStatus.ReferralPrepared => OfComplaint(file),
        _ => null,
    };

    /// <summary>A chamber seised after an emergency suspension has two months from its seisin (CSP L.4113-14, al. 2, wording of 19 January 2018). The day on
    /// which the council filed the case stands for the seisin by the health agency.</summary>
    public static NextDeadline Urgent(CaseRow file, string chamber) =>
        Of(LegalRules.EmergencySuspensionRuling, file.FiledOn!.Value, DeadlineActor.Chamber, Chambers.SeatOf(chamber));

    private static NextDeadline Decided(CaseRow file) => file switch
    {
        { AppealTime: { } time } => Told(time, DeadlineActor.Parties),
        { LastDayOfAppeal: { } day } => Landmark(
            LegalRules.Appeal.Code, file.WaitsSince!.Value, day, DeadlineActor.Parties, LegalRules.Appeal.Versions[^1].Article, OwnCode),
        _ => Notification(file, DeadlineActor.Chamber),
    };

    private static NextDeadline Notification(CaseRow file, DeadlineActor chamber) =>
        Landmark("notification", file.WaitsSince!.Value, file.WaitsSince!.Value.AddMonths(MonthsOfNotification), chamber, "CSP art. R.4126-32", NoText);

    private static NextDeadline OfComplaint(CaseRow file)
    {
        if (file.SubstitutionAskedOn is { } asked)
            return Of(LegalRules.NationalSubstitution, asked, DeadlineActor.NationalCouncil, Territory.Metropolitan);
        var seat = Departments.CouncilSeat(file.Council);
        var conciliator = file.ConciliatingCouncil.Length > 0 ? DeadlineActor.ConciliatingCouncil
            : file.OtherCouncilAskedOn is not null ? DeadlineActor.NationalCouncil
            : DeadlineActor.Council;
        return file.Status switch
        {
            CaseStatus.ComplaintRegistered when CaseRules.IsConciliated(file) =>
                Of(LegalRules.ConciliationSummons, file.RegisteredOn!.Value, conciliator, seat),
            CaseStatus.ConciliationSummoned => Of(LegalRules.TransmissionToChamber, file.RegisteredOn!.Value, conciliator, seat),
            _ => OfCouncil(file, DeadlineActor.Council),
        };
    }

    /// <summary>Three months from the registration of a complaint; the same as a landmark for an affair of the national council.</summary>
    private static NextDeadline OfCouncil(CaseRow file, DeadlineActor actor)
    {
        var rule = LegalRules.TransmissionToChamber;
        if (file.RegisteredOn is { } registered)
            return Of(rule, registered, actor, Departments.CouncilSeat(file.Council));
        var from = LocalDay.Of(file.OpenedAt, file.Council);
        return Landmark(rule.Code, from, After(rule, from), actor, rule.Versions[^1].Article, NoText);
    }

    private static NextDeadline Chamber(CaseRow file)
    {
        var (rule, from) = (LegalRules.FirstInstanceDecision, file.CompleteOn ?? file.FiledOn!.Value);
        return Landmark(
            rule.Code, from, After(rule, from), DeadlineActor.Chamber, rule.Versions[^1].Article,
            file.CompleteOn is null ? "Le délai court de la réception du dossier complet (CSP art. R.4126-10), qui n'est pas encore enregistrée." : OwnCode);
    }

    private static NextDeadline Of(LegalRule rule, DateOnly from, DeadlineActor actor, Territory? seat) =>
        TimeLimits.ComputeIfInForce(rule, from, seat) is { } limit
        ? Told(TimeLimitMap.ToProto(limit), actor)
        : Landmark(rule.Code, from, After(rule, from), actor, rule.Versions[^1].Article, WhyALandmark(seat));

    private static string WhyALandmark(Territory? seat) => seat is not { } known ? OwnCode : TimeLimits.WhyNotCounted(known) is null ? NoText : UnknownHolidays;

    private static DateOnly After(LegalRule rule, DateOnly from) => from.AddMonths(rule.Versions[^1].Period.Months).AddDays(rule.Versions[^1].Period.Days);

    private static NextDeadline Told(byte[] limit, DeadlineActor actor) => Told(TimeLimit.Parser.ParseFrom(limit), actor);

    private static NextDeadline Told(TimeLimit limit, DeadlineActor actor) =>
        new() { Rule = limit.Rule, LastDay = limit.LastDay, Actor = actor, Steps = { limit.Steps } };

    private static NextDeadline Landmark(string rule, DateOnly from, DateOnly day, DeadlineActor actor, string article, string reason) => new()
    {
        Rule = rule,
        LastDay = day.ToProto(),
        Actor = actor,
        Indicative = true,
        Steps =
        {
            new TimeLimitStep { Date = from.ToProto(), Article = article, Text = reason },
            new TimeLimitStep { Date = day.ToProto(), Article = article, Text = $"Repère : le {day:dd/MM/yyyy}." },
        },
    };
}
