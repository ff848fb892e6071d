using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.InstructionClock;

/// <summary>A case is an emergency suspension (CSP L.4113-14) or not: the registration of the first-instance chamber says it first, and what follows
/// agrees.</summary>
internal static class Urgency
{
    /// <summary>INVALID_ARGUMENT for an ordinary case that is told as urgent.</summary>
    /// <param name="told">By the request; false also when it does not say.</param>
    /// <param name="known">Null when nothing was said before.</param>
    public static bool Of(bool told, bool? known)
    {
        if (told && known == false)
        {
            throw Fault.Invalid(
                "urgent", "Leave it out: the case was registered or decided as an ordinary one, not as an emergency suspension (CSP L.4113-14).");
        }

        return known ?? told;
    }
}
