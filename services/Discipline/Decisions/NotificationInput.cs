using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

/// <summary>Reads RecordNotification; throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class NotificationInput
{
    public static (string RequestId, NewNotification Notification) Read(RecordNotificationRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var decisionId = violations.Uuid(request.DecisionId, "decision_id");
        violations.Require(
            Enum.IsDefined(request.Addressee) && request.Addressee != Addressee.Unspecified, "addressee", "Name the addressee (CSP R.4126-33).");
        violations.Require(Enum.IsDefined(request.Outcome), "outcome", "Send an outcome of the contract, or none.");
        violations.Require(Enum.IsDefined(request.Residence), "residence", "Send a residence of the contract, or none.");
        var sentOn = violations.Past(request.SentOn, "sent_on", today);
        DateOnly? outcomeOn = null;
        if (request.Outcome == NotificationOutcome.Unspecified)
        {
            violations.Require(request.OutcomeOn is null, "outcome_on", "Leave it out until the outcome is known.");
            violations.Require(request.LastDay is null, "last_day", "Leave it out until the outcome is known.");
        }
        else
        {
            outcomeOn = violations.Past(request.OutcomeOn, "outcome_on", today);
            if (request.SentOn is not null && request.OutcomeOn is not null)
                violations.Require(outcomeOn >= sentOn, "outcome_on", "Write a day that is not before sent_on.");
        }

        var lastDay = violations.OptionalDate(request.LastDay, "last_day");
        if (lastDay is not null && outcomeOn is not null)
            violations.Require(lastDay > outcomeOn, "last_day", "Write a day after outcome_on.");
        violations.ThrowIfAny();
        return (requestId, new NewNotification(decisionId, sentOn, outcomeOn, lastDay));
    }
}

internal sealed record NewNotification(string DecisionId, DateOnly SentOn, DateOnly? OutcomeOn, DateOnly? LastDay);
