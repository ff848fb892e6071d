using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Drafts;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;
using GrpcCode = Grpc.Core.StatusCode;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>« Vérifiez avant d’envoyer »: the answers, what the law makes of them, and the button that sends them under the draft's request id.</summary>
internal sealed class ActReviewModel(ActCatalogue catalogue, DraftStore drafts, Viewer viewer) : ActPageModel(catalogue, drafts, viewer)
{
    public IReadOnlyList<string> Foreseen { get; private set; } = [];

    public string? Error { get; private set; }

    /// <summary>An act without questions acts on what this page shows; one with questions on what its form showed.</summary>
    public string ShownEtag => Subject.Fields.Count == 0 ? Subject.Etag : Draft.Etag;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenDraftAsync() is { } answer)
            return answer;
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "etag")] string? etag)
    {
        if (await OpenDraftAsync() is { } answer)
            return answer;
        if (ActCheck.Faults(Act, Subject, Draft.Answers).Count > 0)
            return Redirect(Draft.Address);
        try
        {
            var outcome = await Act.SendAsync(new ActRequest(Record, Draft.RequestId, etag ?? "", Draft.Answers));
            await Drafts.FinishAsync(Draft, Person, outcome);
            return Redirect($"{Draft.Address}/fait");
        }
        catch (RpcException refused)
        {
            return await RefusedAsync(refused);
        }
    }

    private async Task<IActionResult> RefusedAsync(RpcException exception)
    {
        var fault = PlatformFault.Of(exception);
        if (fault.StepUp is not null || fault.Status is GrpcCode.Unauthenticated or GrpcCode.PermissionDenied or GrpcCode.NotFound)
            throw exception;
        if (fault.Reason == "STALE_ETAG" && Subject.Fields.Count > 0)
            return Redirect($"{Draft.Address}?avis={ActFormModel.Conflict}");
        if (ActCheck.Refused(Subject, fault) is { Count: > 0 } fields)
            return Redirect($"{Draft.Address}?champs={string.Join(',', fields)}");
        Error = FaultWords.Of(fault);
        return await ShowAsync();
    }

    private async Task<IActionResult> ShowAsync()
    {
        if (ActCheck.Faults(Act, Subject, Draft.Answers).Count > 0)
            return Redirect(Draft.Address);
        Foreseen = await Act.ForeseeAsync(Subject, Draft.Answers);
        return Page();
    }
}
