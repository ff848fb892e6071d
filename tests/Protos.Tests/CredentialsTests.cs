using Grpc.Core;
using Grpc.Net.Client;

namespace OrdreCouncils.Tests.Protos;

public sealed class CredentialsTests
{
    private static readonly CallCredentials Token = CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("authorization", "Bearer t0ken");
        return Task.CompletedTask;
    });

    private static readonly CallCredentials Purpose = CallCredentials.FromInterceptor(async (_, metadata) =>
    {
        await Task.Yield();
        metadata.Add("purpose", "AUDIT");
    });

    private Metadata? seen;

    [Fact]
    public async Task CallCredentials_OfACall_WriteTheirHeader()
    {
        await using var server = await StartAsync(new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });

        await server.Client.SayAsync(new SayRequest(), new CallOptions().WithCredentials(Token));

        Assert.Equal("Bearer t0ken", seen!.GetValue("authorization"));
    }

    [Fact]
    public async Task CallCredentials_Composed_WriteAllTheirHeaders()
    {
        await using var server = await StartAsync(new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });

        await server.Client.SayAsync(new SayRequest(), new CallOptions(credentials: CallCredentials.Compose(Token, Purpose)));

        Assert.Equal("Bearer t0ken", seen!.GetValue("authorization"));
        Assert.Equal("AUDIT", seen.GetValue("purpose"));
    }

    [Fact]
    public async Task ChannelCredentials_WithCallCredentials_WriteTheHeaderOfEveryCall()
    {
        await using var server = await StartAsync(new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, Token),
            UnsafeUseInsecureChannelCallCredentials = true,
        });

        await server.Client.SayAsync(new SayRequest());

        Assert.Equal("Bearer t0ken", seen!.GetValue("authorization"));
    }

    [Fact]
    public void ChannelCredentials_WithCallCredentialsInClear_AreRefusedByTheChannel() =>
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress(
            "http://localhost:1", new GrpcChannelOptions { Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, Token) }));

    [Fact]
    public async Task CallCredentials_InClearAndNotAllowed_AreNotSent()
    {
        await using var server = await StartAsync(new GrpcChannelOptions());

        await server.Client.SayAsync(new SayRequest(), new CallOptions(credentials: Token));

        Assert.Null(seen!.GetValue("authorization"));
    }

    [Fact]
    public async Task AuthContext_NamesTheServiceAndTheMethod()
    {
        AuthInterceptorContext? asked = null;
        await using var server = await StartAsync(new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });
        var credentials = CallCredentials.FromInterceptor((context, _) =>
        {
            asked = context;
            return Task.CompletedTask;
        });

        await server.Client.SayAsync(new SayRequest(), new CallOptions(credentials: credentials));

        Assert.Equal("Say", asked!.MethodName);
        Assert.EndsWith("/ordre.tests.v1.EchoService", asked.ServiceUrl, StringComparison.Ordinal);
    }

    [Fact]
    public void SslCredentials_WithCallCredentials_MakeAChannel()
    {
        using var channel = GrpcChannel.ForAddress(
            "https://localhost:1", new GrpcChannelOptions { Credentials = ChannelCredentials.Create(ChannelCredentials.SecureSsl, Token) });

        Assert.Equal("localhost:1", channel.Target);
    }

    [Fact]
    public void InsecureCredentials_ForATlsAddress_AreRefusedByTheChannel() =>
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress(
            "https://localhost:1", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));

    [Fact]
    public void Compose_OfOneOrNone_Throws()
    {
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(Token));
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose());
        Assert.Throws<ArgumentNullException>(() => CallCredentials.Compose(Token, null!));
    }

    [Fact]
    public void SslCredentials_KeepWhatTheyAreGiven()
    {
        var pair = new KeyCertificatePair("chain", "key");
        VerifyPeerCallback verify = _ => true;
        var credentials = new SslCredentials("roots", pair, verify);

        Assert.Equal("roots", credentials.RootCertificates);
        Assert.Same(pair, credentials.KeyCertificatePair);
        Assert.Same(verify, credentials.VerifyPeerCallback);
        Assert.Equal(("chain", "key"), (pair.CertificateChain, pair.PrivateKey));
    }

    private Task<EchoServer> StartAsync(GrpcChannelOptions options) => EchoServer.StartAsync(
        new EchoHandlers
        {
            Say = (_, context) =>
            {
                seen = context.RequestHeaders;
                return Task.FromResult(new SayResponse());
            },
        },
        channel: options);
}
