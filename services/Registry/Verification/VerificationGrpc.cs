using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Verification;

internal sealed class VerificationGrpc(
    EntryBatches entries, RegisterStart start, AccessLog accessLog, IHostApplicationLifetime lifetime, TimeProvider clock, RppsPolicy rppsPolicy)
    : VerificationService.VerificationServiceBase
{
    /// <summary>Items of a stream looked up together; twice as many may be read ahead of the client's reading.</summary>
    private const int AtOnce = 200;

    public override async Task<BatchVerifyRegistrationsResponse> BatchVerifyRegistrations(BatchVerifyRegistrationsRequest request, ServerCallContext context)
    {
        if (request.Items.Count is 0 or > VerificationInput.MostItems)
            throw Fault.Invalid("items", $"Send 1 to {VerificationInput.MostItems} items; {request.Items.Count} were sent.");
        return new BatchVerifyRegistrationsResponse { Answers = { await AnswerAsync(request.Items, context, context.CancellationToken) } };
    }

    public override async Task StreamVerifyRegistrations(
        IAsyncStreamReader<StreamVerifyRegistrationsRequest> requestStream, IServerStreamWriter<StreamVerifyRegistrationsResponse> responseStream,
        ServerCallContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        // When it is full, reading stops, and HTTP/2 flow control then stops the client.
        var items = Channel.CreateBounded<VerificationItem?>(new BoundedChannelOptions(AtOnce) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(requestStream, items.Writer, ending.Token);
        try
        {
            var some = new List<VerificationItem?>(AtOnce);
            while (await items.Reader.WaitToReadAsync(ending.Token))
            {
                while (some.Count < AtOnce && items.Reader.TryRead(out var item))
                    some.Add(item);
                foreach (var answer in await AnswerAsync(some, context, ending.Token))
                    await responseStream.WriteAsync(new StreamVerifyRegistrationsResponse { Answer = answer }, ending.Token);
                some.Clear();
                await accessLog.RememberAsync(context);
            }

            await reading;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw Fault.Unavailable(RegistryReasons.ServerStopping, "This server stops. Send again what was not answered.", TimeSpan.FromSeconds(1));
        }
        finally
        {
            await ending.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ReadAsync(
        IAsyncStreamReader<StreamVerifyRegistrationsRequest> requests, ChannelWriter<VerificationItem?> items, CancellationToken cancellation)
    {
        try
        {
            while (await requests.MoveNext(cancellation))
                await items.WriteAsync(requests.Current.Item, cancellation);
        }
        finally
        {
            items.TryComplete();
        }
    }

    private async Task<IReadOnlyList<VerificationAnswer>> AnswerAsync(
        IReadOnlyCollection<VerificationItem?> items, ServerCallContext context, CancellationToken cancellation)
    {
        var today = LegalDay.Today(clock);
        var read = items.Select(item => VerificationInput.Read(item, today, rppsPolicy)).ToList();
        var found = await entries.FindAsync(read.Where(item => item.IsGood).Select(item => item.Item.Rpps), cancellation);
        foreach (var (rpps, answer) in found)
        {
            if (answer.Value is not null)
                context.ReadsPhysician(rpps, RegisterEntries.MergedInto(rpps, answer.Value));
        }

        var answers = new List<VerificationAnswer>(read.Count);
        foreach (var item in read)
            answers.Add(item.IsGood ? await AnswerAsync(item, found[item.Item.Rpps], cancellation) : Refuse(item));
        return answers;
    }

    private async ValueTask<VerificationAnswer> AnswerAsync(ReadItem item, CacheAnswer<RegisterEntry> found, CancellationToken cancellation) => new()
    {
        Rpps = item.Item.Rpps,
        Registration = RegistrationRules.At(found.Value, item.On),
        NamesMatch = VerificationRules.Compare(item.Item, found.Value?.Physician),
        StaleSince = found.StaleSince is { } since ? Timestamp.FromDateTimeOffset(since) : null,
        MergedInto = RegisterEntries.MergedInto(item.Item.Rpps, found.Value),
        KnownSince = (await start.KnownSinceAsync(found.Value, found.StaleSince is not null, cancellation))?.ToProto(),
    };

    private static VerificationAnswer Refuse(ReadItem item) => new()
    {
        Rpps = item.Item.Rpps.Length > RppsNumber.Length ? item.Item.Rpps[..RppsNumber.Length] : item.Item.Rpps,
        Registration = new Registration(),
        NamesMatch = NamesMatch.NotCompared,
        Faults = { item.Faults },
    };
}
