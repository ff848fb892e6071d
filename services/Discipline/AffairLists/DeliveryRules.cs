using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>Rules of delivery: the obstacles to opening a case for a line, the time of the next try, and the acts of a person that each state allows.</summary>
internal static class DeliveryRules
{
    private const int MostDoublings = 9;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The register is corrected by people: sooner is useless.</summary>
    public static readonly TimeSpan RegisterPause = TimeSpan.FromDays(1);

    /// <summary>Unspecified when the case can be opened.</summary>
    public static DeliveryProblem ProblemOf(RegisterPerson person) => person switch
    {
        { Status: RegistrationStatus.Deceased } => DeliveryProblem.Deceased,
        _ when !CouncilCode.Exists(person.Council) => DeliveryProblem.NoCouncil,
        _ => DeliveryProblem.Unspecified,
    };

    /// <summary>Former physicians keep their last council (CSP R.4126-1, 1°).</summary>
    public static RespondentKind KindOf(RegisterPerson person) =>
        person.Status is RegistrationStatus.StruckOff or RegistrationStatus.Left ? RespondentKind.Former : RespondentKind.Registered;

    /// <param name="attempts">Tries before this one that the register did not answer.</param>
    public static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts, MostDoublings));
        return pause < LongestPause ? pause : LongestPause;
    }

    public static void CheckChoosable(AffairLineState state)
    {
        if (state is not (AffairLineState.Doubtful or AffairLineState.Unmatched or AffairLineState.Undeliverable))
        {
            throw Fault.Precondition(
                Reasons.WrongState, $"The line is {Told(state)}: a physician is named for a line that is doubtful, unmatched or undeliverable. Read it again.");
        }
    }

    public static void CheckDismissible(AffairLineState state)
    {
        if (state is AffairLineState.Delivered or AffairLineState.Dismissed)
        {
            throw Fault.Precondition(
                Reasons.WrongState, $"The line is {Told(state)}: only a line without case is dismissed. A case that is open is followed at its council.");
        }
    }

    public static void CheckRetryable(AffairLineState state)
    {
        if (state is not (AffairLineState.Unmatched or AffairLineState.Undeliverable))
        {
            throw Fault.Precondition(
                Reasons.WrongState, $"The line is {Told(state)}: only an unmatched or undeliverable line is tried again. Read it again.");
        }
    }

    private static string Told(AffairLineState state) => state.ToString().ToLowerInvariant();
}
