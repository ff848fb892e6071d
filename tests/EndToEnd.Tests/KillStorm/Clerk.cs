using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd.KillStorm;

/// <summary>Files one case after the other. A call without an answer is repeated with its request id; so is one that was answered, when a process was killed
/// since.</summary>
internal sealed class Clerk(string address, Tally tally, Random random) : IDisposable
{
    // A whole storm lasts longer than the sign-in that a signature needs.
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, GrpcChannel> channels = [];
    private readonly Dictionary<string, (string Token, long IssuedAt)> tokens = [];
    private Func<Task>? answered;
    private int kills;

    public async Task<Filing> FileAsync(string rpps, string council)
    {
        var filing = new Filing { Rpps = rpps, Council = council };
        var referrals = await AsAsync($"cdom-{council}", channel => new ReferralsService.ReferralsServiceClient(channel));
        if (random.Next(2) == 0)
            await OpenAsync(filing);
        else
            await ComplainAsync(filing);
        var prepared = await SureAsync(FilingRequests.Prepare(filing), request => referrals.PrepareReferralAsync(request));
        var president = await AsAsync($"cdom-{council}-president", channel => new ReferralsService.ReferralsServiceClient(channel));
        await SureAsync(FilingRequests.Sign(filing, prepared.Referral.Etag), request => president.SignReferralAsync(request));
        var registry = $"chambre-{FilingRequests.Chamber}";
        var instructions = await AsAsync(registry, channel => new InstructionsService.InstructionsServiceClient(channel));
        var registered = await SureAsync(FilingRequests.Register(filing), request => instructions.RegisterCaseAsync(request));
        filing.ChamberNumber = registered.Instruction.Number;
        var decisions = await AsAsync(registry, channel => new DecisionsService.DecisionsServiceClient(channel));
        var decided = await SureAsync(FilingRequests.Decide(filing, random.Next(50, 90)), request => decisions.RecordDecisionAsync(request));
        filing.Decision = decided.Decision;
        return filing;
    }

    public void Dispose()
    {
        foreach (var channel in channels.Values)
            channel.Dispose();
    }

    private async Task OpenAsync(Filing filing)
    {
        var affairs = await AsAsync("cnom-discipline", channel => new AffairsService.AffairsServiceClient(channel));
        var opened = await SureAsync(FilingRequests.Open(filing), request => affairs.OpenAffairAsync(request));
        filing.AffairId = opened.Affair.AffairId;
        filing.CaseId = Assert.Single(opened.Affair.Cases).CaseId;
    }

    private async Task ComplainAsync(Filing filing)
    {
        var clerk = $"cdom-{filing.Council}";
        var complaints = await AsAsync(clerk, channel => new ComplaintsService.ComplaintsServiceClient(channel));
        var registered = await SureAsync(FilingRequests.Complain(filing), request => complaints.RegisterComplaintAsync(request));
        filing.AffairId = filing.ComplaintId = registered.Complaint.ComplaintId;
        filing.ComplaintNumber = registered.Complaint.Number;
        filing.CaseId = Assert.Single(registered.Complaint.Cases).CaseId;
        var conciliations = await AsAsync(clerk, channel => new ConciliationsService.ConciliationsServiceClient(channel));
        await SureAsync(FilingRequests.Summon(filing), request => conciliations.SummonConciliationAsync(request));
        await SureAsync(FilingRequests.Fail(filing), request => conciliations.RecordConciliationAsync(request));
        var deliberations = await AsAsync(clerk, channel => new DeliberationsService.DeliberationsServiceClient(channel));
        await SureAsync(FilingRequests.Deliberate(filing), request => deliberations.RecordDeliberationAsync(request));
    }

    private async Task<TResponse> SureAsync<TRequest, TResponse>(TRequest request, Func<TRequest, AsyncUnaryCall<TResponse>> call)
        where TResponse : class
    {
        if (answered is not null && kills != tally.Kills)
            await answered();
        var first = await AnswerAsync(request, call);
        tally.Answered();
        kills = tally.Kills;
        answered = async () => Assert.Equal(first, await AgainAsync(request, call));
        return first;
    }

    private async Task<TResponse> AgainAsync<TRequest, TResponse>(TRequest request, Func<TRequest, AsyncUnaryCall<TResponse>> call)
        where TResponse : class
    {
        try
        {
            return await AnswerAsync(request, call);
        }
        catch (RpcException refusal)
        {
            throw new InvalidOperationException($"{typeof(TRequest).Name} was acknowledged, and refused when it was repeated with its request id.", refusal);
        }
    }

    // Each call ends by itself: a killed process cuts it. One that does not is a fault, so it is never given up and repeated.
    private async Task<TResponse> AnswerAsync<TRequest, TResponse>(TRequest request, Func<TRequest, AsyncUnaryCall<TResponse>> call)
        where TResponse : class
    {
        TResponse? answer = null;
        await Until.TrueAsync(
            async () =>
            {
                try
                {
                    using var attempt = call(request);
                    answer = await attempt.ResponseAsync.InTime();
                    return true;
                }
                catch (TimeoutException)
                {
                    throw new TimeoutException($"{typeof(TRequest).Name} was neither answered nor cut, after {tally}.");
                }
                // No answer, or that of a service which does not reach another one. A status that this client made itself has its cause.
                catch (RpcException failure) when (failure.StatusCode == StatusCode.Unavailable || failure.Status.DebugException is not null)
                {
                    tally.Repeated();
                    return false;
                }
            },
            $"an answer to {typeof(TRequest).Name}");
        return answer!;
    }

    private async Task<TClient> AsAsync<TClient>(string identity, Func<GrpcChannel, TClient> client)
    {
        if (!channels.TryGetValue(identity, out var channel))
            channels[identity] = channel = BearerChannel.OpenRenewing(address, () => tokens[identity].Token);
        if (!tokens.TryGetValue(identity, out var last) || Stopwatch.GetElapsedTime(last.IssuedAt) > TokenLife)
            tokens[identity] = (await TestIdentities.TokenAsync(identity), Stopwatch.GetTimestamp());
        return client(channel);
    }
}

/// <summary>Counts answers, repeated calls and kills.</summary>
internal sealed class Tally
{
    private readonly Lock locked = new();
    private TaskCompletionSource reached = new();
    private int answers;
    private int awaited;
    private int repeats;
    private volatile int kills;

    public int Kills => kills;

    public void Answered()
    {
        lock (locked)
        {
            if (++answers == awaited)
                reached.TrySetResult();
        }
    }

    /// <summary>Completes with the answer that has this place among those that follow.</summary>
    public Task AnswersAsync(int more)
    {
        lock (locked)
        {
            awaited = answers + more;
            reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return reached.Task.InTime();
        }
    }

    public void Repeated() => Interlocked.Increment(ref repeats);

    public void Killed() => kills++;

    public override string ToString() => $"{kills} kills, {answers} answers and {repeats} repeated calls";
}
