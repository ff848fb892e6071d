using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using Residence = OrdreCouncils.LegalTime.Residence;

namespace OrdreCouncils.Discipline.InstructionClock;

/// <summary>Times counted back from a hearing or a closure (CSP R.4126-25, wording of 25 May 2008; CJA R.613-1 and R.613-2 by CSP R.4126-16).</summary>
internal static class HearingTimes
{
    /// <summary>Last day on which a summons may reach a party. Null where the chamber's own code counts (R.4441-27).</summary>
    public static BackwardLimit? Summons(string chamber, DateOnly hearingOn, bool urgent, PartyResidence residence) => Chambers.SeatOf(chamber) is { } seat
        ? BackwardLimits.Compute(urgent ? BackwardRules.UrgentHearingSummons : BackwardRules.HearingSummons, hearingOn, Of(residence), seat)
        : null;

    /// <summary>As <see cref="Summons"/>; where the chamber's own code counts, the fifteen days without the distance that this code adds.</summary>
    public static DateOnly ReachBy(string chamber, DateOnly hearingOn, bool urgent, PartyResidence residence) =>
        Summons(chamber, hearingOn, urgent, residence)?.LastDay ?? Before(hearingOn, BackwardRules.HearingSummons);

    /// <summary>For a party who lives where the chamber sits: nobody has more time than that.</summary>
    public static DateOnly LatestReachBy(string chamber, DateOnly hearingOn) => ReachBy(chamber, hearingOn, urgent: false, Home(chamber));

    /// <summary>Last day on which the letters of an order of closure may be sent.</summary>
    public static DateOnly LettersBy(string chamber, DateOnly closesOn) => Chambers.SeatOf(chamber) is { } seat
        ? BackwardLimits.Compute(BackwardRules.ClosureOrderNotice, closesOn, seat: seat).LastDay
        : Before(closesOn, BackwardRules.ClosureOrderNotice);

    /// <summary>Last day before the closure of an instruction that no order closes: three whole days lie between it and the hearing.</summary>
    public static DateOnly LastDayOpen(string chamber, DateOnly hearingOn) => Chambers.SeatOf(chamber) is { } seat
        ? BackwardLimits.Compute(BackwardRules.InstructionClosure, hearingOn, seat: seat).LastDay
        : Before(hearingOn, BackwardRules.InstructionClosure).AddDays(-1);

    public static PartyResidence Home(string chamber) => Chambers.SeatOf(chamber) switch
    {
        Territory.Guadeloupe => PartyResidence.Guadeloupe,
        Territory.LaReunion => PartyResidence.LaReunion,
        _ => PartyResidence.Metropolitan,
    };

    private static DateOnly Before(DateOnly day, BackwardRule rule) => day.AddDays(-rule.Versions[^1].Period.Days);

    private static Residence Of(PartyResidence residence) => Enum.Parse<Residence>(residence.ToString());
}
