using System.Net;
using Grpc.Core;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>Limits of a request's size and of a client's calls.</summary>
public sealed class LimitTests
{
    private const string Echo = "ordre.registry.v1.PhysiciansService/Echo";

    [Theory]
    [InlineData(2 * 1024 * 1024 - 5, true)]
    [InlineData(2 * 1024 * 1024 - 4, false)]
    [InlineData(3 * 1024 * 1024, false)]
    public async Task Grpc_BodyAtTheBound_PassesAndOverItIsExhausted(int bytes, bool passes)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();

        // The service does not read the body, so the gateway must refuse it.
        var call = caller.Unary("ordre.registry.v1.PhysiciansService/Echo", new byte[bytes]);

        if (passes)
        {
            Assert.Equal(bytes, (await call).Length);
            return;
        }

        var failure = await Faults.FailsAsync(StatusCode.ResourceExhausted, call);
        Assert.Equal("MESSAGE_TOO_LARGE", failure.Reason());
        Assert.Contains("2097152", failure.Detail<Google.Rpc.BadRequest>()!.FieldViolations.Single().Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grpc_StreamOverItsRoutesBound_IsExhausted()
    {
        using var routes = new RoutesCopy(text => text.Replace("2147483648", "1000000", StringComparison.Ordinal));
        await using var gateway = await GatewayApp.StartAsync(("Gateway:RoutesFolder", routes.Folder));
        var caller = await gateway.CallerAsync();

        using var call = caller.AsyncClientStreamingCall(
            Frames.Method("ordre.registry.v1.RegisterImportsService/ImportRegister", MethodType.ClientStreaming), null, default);
        // The status says why the call has ended; a write that waits for the gateway to read on may never tell.
        var writing = WriteAsync();
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.InTime());
        call.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => writing.InTime());

        Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), (failure.StatusCode, failure.Reason()));

        async Task WriteAsync()
        {
            while (true)
                await call.RequestStream.WriteAsync(new byte[100_000]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Http_BodyTooLarge_Is413(bool chunked)
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", await TestIdentities.TokenAsync("cnam"));
        gateway.Http.DefaultRequestHeaders.TransferEncodingChunked = chunked;

        using var response = await gateway.Http.PostAsync("/fhir/Practitioner/_search", new ByteArrayContent(new byte[65_537]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("\"code\":\"too-long\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(20_000)]
    [InlineData(60_000)]
    public async Task Fhir_AddressTooLong_Is414WithAnOutcomeThatNamesTheLimit(int length)
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", await TestIdentities.TokenAsync("cnam"));

        using var response = await gateway.Http.GetAsync("/fhir/Practitioner?name=" + new string('a', length));

        Assert.Equal(HttpStatusCode.RequestUriTooLong, response.StatusCode);
        var outcome = await response.Content.ReadAsStringAsync();
        Assert.Contains("\"OperationOutcome\"", outcome, StringComparison.Ordinal);
        Assert.Contains("8000 characters", outcome, StringComparison.Ordinal);
        Assert.Empty(gateway.Registry.Asked);
    }

    [Fact]
    public async Task Fhir_LongestAddress_IsForwarded()
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", await TestIdentities.TokenAsync("cnam"));
        const string Start = "/fhir/Practitioner?name=";

        using var response = await gateway.Http.GetAsync(Start + new string('a', 8_000 - Start.Length));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Http_HeadersTooLarge_Is431()
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Http.DefaultRequestHeaders.Add("x-large", new string('a', 17_000));

        using var response = await gateway.Http.GetAsync("/communiques/");

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Http_TooManyHeaders_Is431()
    {
        await using var gateway = await GatewayApp.StartAsync();
        for (var i = 0; i < 70; i++)
            gateway.Http.DefaultRequestHeaders.Add($"x-{i}", "a");

        using var response = await gateway.Http.GetAsync("/communiques/");

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Calls_PastTheBurstOfOneSubject_AreExhaustedWithRetryInfo()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Limits:Caller:Burst", "3"), ("Limits:Caller:Calls", "1"), ("Limits:Caller:Period", "01:00:00"));
        var caller = await gateway.CallerAsync("cdom-75");
        for (var i = 0; i < 3; i++)
            await caller.Unary(Echo);

        var failure = await Faults.FailsAsync(StatusCode.ResourceExhausted, caller.Unary(Echo));

        Assert.Equal("TOO_MANY_CALLS", failure.Reason());
        Assert.InRange(failure.Detail<Google.Rpc.RetryInfo>()!.RetryDelay.Seconds, 1, 3600);
        // Another subject at the same address has its own bucket.
        await (await gateway.CallerAsync("cdom-13")).Unary(Echo);
    }

    [Fact]
    public async Task Calls_PastTheBurstOfOneAddress_Are429WithRetryAfter()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Limits:Anonymous:Burst", "2"), ("Limits:Anonymous:Calls", "1"), ("Limits:Anonymous:Period", "01:00:00"));
        for (var i = 0; i < 2; i++)
            (await gateway.Http.GetAsync("/communiques/")).EnsureSuccessStatusCode();

        using var response = await gateway.Http.GetAsync("/communiques/");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        // A forged origin opens no new bucket; a call with an invalid token counts for the address.
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/communiques/");
        forged.Headers.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await gateway.Http.SendAsync(forged)).StatusCode);
        await Faults.FailsAsync(StatusCode.ResourceExhausted, gateway.Caller("not.a.token").Unary(Echo));
        // Health probes are not limited.
        Assert.Equal(HttpStatusCode.OK, (await gateway.Http.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task Tokens_WithWrongSignatures_AreSoonRefusedUnchecked_AndKnownCallersAreNot()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Limits:ForgedTokens:Burst", "3"), ("Limits:ForgedTokens:Calls", "1"), ("Limits:ForgedTokens:Period", "01:00:00"));
        var known = await gateway.CallerAsync("cdom-75");
        await known.Unary(Echo);
        for (var turn = 0; turn < 3; turn++)
            await Faults.FailsAsync(StatusCode.Unauthenticated, gateway.Caller(await ForgedAsync()).Unary(Echo));

        await Faults.FailsAsync(StatusCode.ResourceExhausted, gateway.Caller(await ForgedAsync()).Unary(Echo));

        // An address is shared: whoever was let in within the last seconds goes on, and calls without a token are not concerned.
        await known.Unary(Echo);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Http.GetAsync("/communiques/")).StatusCode);
    }

    [Fact]
    public async Task Tokens_ThatCostNoCheck_DoNotCountAsForged()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Limits:ForgedTokens:Burst", "1"), ("Limits:ForgedTokens:Calls", "1"), ("Limits:ForgedTokens:Period", "01:00:00"));
        for (var turn = 0; turn < 3; turn++)
            await Faults.FailsAsync(StatusCode.Unauthenticated, gateway.Caller("not.a.token").Unary(Echo));

        await (await gateway.CallerAsync("cdom-13")).Unary(Echo);
    }

    /// <summary>A right token with the signature of another.</summary>
    private static async Task<string> ForgedAsync()
    {
        var token = await TestIdentities.TokenAsync("cdom-13", descriptor => descriptor.Claims["jti"] = Guid.NewGuid().ToString());
        var other = await TestIdentities.TokenAsync("cdom-75");
        return token[..token.LastIndexOf('.')] + other[other.LastIndexOf('.')..];
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2::", "20010DB800010002")]
    public void Network_OfAnAddress_IsOneSubscriber(string address, string network) =>
        Assert.Equal(network, OrdreCouncils.Gateway.Limits.CallLimits.Network(IPAddress.Parse(address)));

    [Fact]
    public async Task Fhir_EveryAnswer_TellsTheCallsLeft()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Limits:Caller:Burst", "3"), ("Limits:Caller:Calls", "1"), ("Limits:Caller:Period", "01:00:00"));
        var token = await TestIdentities.TokenAsync("cnam");

        for (var left = 2; left >= -1; left--)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/fhir/Practitioner/1") { Headers = { Authorization = new("Bearer", token) } };
            using var response = await gateway.Http.SendAsync(request);

            Assert.Equal(left < 0, response.StatusCode == HttpStatusCode.TooManyRequests);
            Assert.Equal("3;w=10800", Header(response, "RateLimit-Policy"));
            Assert.Equal("3", Header(response, "RateLimit-Limit"));
            Assert.Equal($"{Math.Max(left, 0)}", Header(response, "RateLimit-Remaining"));
            Assert.Equal($"{(3 - Math.Max(left, 0)) * 3600}", Header(response, "RateLimit-Reset"));
        }

        using var page = await gateway.Http.GetAsync("/communiques");
        Assert.False(page.Headers.Contains("RateLimit-Policy"));
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));
}
