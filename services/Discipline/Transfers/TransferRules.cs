using System.Globalization;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Transfers;

/// <summary>Conditions of a request and of an order (CSP L.4124-1, wording of 5 March 2002; L.4124-7, VI, wording of 27 July 2019; R.4126-8-1 and R.4126-9,
/// wordings of 6 December 2019; R.4126-10, wording of 25 May 2008).</summary>
internal static class TransferRules
{
    /// <summary>The president of the chamber sends the file, and no party. Of impartiality R.4126-9 says the same, but a party who doubts it may ask too: that
    /// legitimate suspicion is case law, not among the texts read, is our reading.</summary>
    public static bool IsRaisedByThePresident(TransferGround ground) => ground is TransferGround.Competence or TransferGround.ConnectedCases;

    public static bool NeedsRequest(TransferGround ground) =>
        ground is TransferGround.Delay or TransferGround.Impartiality or TransferGround.Competence or TransferGround.ConnectedCases;

    public static void CheckRequest(CaseRow file, TransferRequestRow asked, IEnumerable<TransferRequestRow> earlier)
    {
        if (asked.Party != CaseParty.Unspecified)
            InstanceRules.CheckParty(CaseParties.Of(file), asked.Party);
        CheckSinceFiling(file, asked.AskedOn, "asked_on");
        if (asked.Ground == TransferGround.Delay)
            CheckDelay(file, asked.AskedOn);
        if (earlier.Any(row => row.AnsweredBy is null && row.Ground == asked.Ground && row.Party == asked.Party && row.Chamber == file.Chamber))
            throw CaseRules.Wrong(file, "the same request waits for the order of the president of the national chamber");
    }

    /// <param name="file">The case.</param>
    /// <param name="order">The order.</param>
    /// <param name="request">Request that it names; null when absent from this case.</param>
    public static void CheckOrder(CaseRow file, TransferRow order, TransferRequestRow? request)
    {
        CheckSinceFiling(file, order.OrderedOn, "ordered_on");
        if (order.ToChamber == Chambers.Named(file.Chamber))
            throw Fault.Invalid("chamber", $"Write another chamber: {order.ToChamber} has the case.");
        if (order.RequestId is null)
            return;
        if (request is null || request.AnsweredBy is not null || request.Chamber != file.Chamber)
            throw Fault.Invalid("transfer_request_id", "Write a request of this case, made to the chamber that has it, that no order answers.");
        if (request.Ground != order.Ground)
            throw Fault.Invalid("ground", $"Write {request.Ground}, the ground of the request.");
        if (order.OrderedOn < request.AskedOn)
            throw Fault.Invalid("ordered_on", $"Write a day since the request, {Text(request.AskedOn)}.");
    }

    /// <summary>The six months run from the complete file. Where another code counts them, they are plain months here.</summary>
    private static void CheckDelay(CaseRow file, DateOnly askedOn)
    {
        if (file.CompleteOn is not { } complete)
            throw CaseRules.Wrong(file, "the six months run from the complete file (CSP R.4126-10), which is not recorded: call RecordCompleteFile first");
        var last = file.DecisionDueOn ?? complete.AddMonths(LegalRules.FirstInstanceDecision.Versions[^1].Period.Months);
        if (askedOn <= last)
            throw Fault.Invalid("asked_on", $"Write a day after {Text(last)}, the last of the six months (CSP L.4124-1, R.4126-10).");
    }

    private static void CheckSinceFiling(CaseRow file, DateOnly day, string field)
    {
        if (day < file.FiledOn)
            throw Fault.Invalid(field, $"Write a day since the filing, {Text(file.FiledOn!.Value)}.");
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
