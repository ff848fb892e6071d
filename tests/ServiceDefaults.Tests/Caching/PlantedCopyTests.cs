using System.Diagnostics.Metrics;
using Google.Protobuf;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Caching;

/// <summary>An attacker who can write to Redis cannot make a replica answer with a value that no replica wrote for that key.</summary>
public class PlantedCopyTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private const string RedisKey = "ordre:ordre.testbed.v1.Note:1";
    private const string OtherKey = "ordre:ordre.testbed.v1.Note:2";
    private const int VersionDigits = 19;
    private static readonly string Schema = CacheSchema.Of(Note.Descriptor);

    public static TheoryData<string> Plants => ["no code", "code of another key", "code of another schema", "code of another version", "one bit", "later time", "cut off"];

    public Task InitializeAsync() => redis.FlushAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory, MemberData(nameof(Plants))]
    public async Task Get_BytesOfTheSameVersionPlanted_AreRefusedAndCounted(string plant)
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth);
        await one.AskAsync();
        await one.AskAsync("2");
        var honest = (byte[])(await redis.Database.StringGetAsync(RedisKey))!;
        await redis.Database.StringSetAsync(RedisKey, await BytesAsync(plant, one, honest));
        await using var two = await LinkedAsync(truth);
        using var refused = new RefusedCopies();
        var before = truth.Loads;

        Assert.Equal("version 1", await two.TextAsync());

        Assert.Equal(before + 1, truth.Loads);
        Assert.True(refused.Count >= 1);
    }

    [Fact]
    public async Task Get_CopyOutOfRedisAges_IsReadFromTheStoreThoughItsVersionHolds()
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth);
        await one.AskAsync();
        await using var two = await LinkedAsync(truth, options => options.LocalLife = TimeSpan.Zero);
        await two.CompareAsync();
        Assert.Equal(1, truth.Loads);

        await two.CompareAsync();
        Assert.Equal(2, truth.Loads);

        // From here on the copy is the store's, whose version is compared.
        await two.CompareAsync();
        Assert.Equal(2, truth.Loads);
    }

    [Fact]
    public async Task Get_KeyOfAnotherPlatform_AsksTheStore()
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth, options => options.IntegrityKey = Convert.ToBase64String(new byte[32]));
        await one.AskAsync();
        await using var two = await LinkedAsync(truth);

        await two.AskAsync();

        Assert.Equal(2, truth.Loads);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void SharedCache_RedisWithoutAUsableKey_Throws(string key)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new Replica(new Truth(), redis.Server.Configuration, options => options.IntegrityKey = key));

        Assert.Contains("Cache:IntegrityKey", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(-1, false)]
    public void TryOpen_CopyOlderThanItsLife_IsGenuineButNoAnswer(int seconds, bool answers)
    {
        var seal = new CopySeal(RedisServer.IntegrityKey, TimeSpan.FromSeconds(seconds));
        var held = seal.Seal("s", "k", 1, "value"u8);

        Assert.True(seal.TryOpen("s", "k", 1, held, out var value));
        Assert.Equal(answers, value is not null);
    }

    private async Task<byte[]> BytesAsync(string plant, Replica writer, byte[] honest)
    {
        var lie = new Note { Id = "1", Text = "a lie" }.ToByteArray();
        var version = honest[..VersionDigits];
        switch (plant)
        {
            case "no code":
                return [.. version, .. lie];
            case "code of another key":
                await writer.Shared.PutAsync(Schema, OtherKey, lie, 2);
                return [.. version, .. (await RawAsync(OtherKey))[VersionDigits..]];
            case "code of another schema":
                await writer.Shared.PutAsync("another", RedisKey, lie, 1);
                return await RawAsync(RedisKey);
            case "code of another version":
                return [.. "0000000000000000002"u8, .. honest[VersionDigits..]];
            case "one bit":
                honest[^1] ^= 1;
                return honest;
            case "later time":
                honest[VersionDigits + 32 + 7] ^= 1;
                return honest;
            default:
                return honest[..^1];
        }

        async Task<byte[]> RawAsync(string key) => (byte[])(await redis.Database.StringGetAsync(key))!;
    }

    private async Task<Replica> LinkedAsync(Truth truth, Action<CacheOptions>? edit = null)
    {
        var replica = new Replica(truth, redis.Server.Configuration, edit);
        await replica.LinkedAsync();
        return replica;
    }

    private sealed class RefusedCopies : IDisposable
    {
        private readonly MeterListener listener = new();
        private long count;

        public RefusedCopies()
        {
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "ordre.cache.copies_refused")
                    self.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((_, measured, _, _) => Interlocked.Add(ref count, measured));
            listener.Start();
        }

        public long Count => Interlocked.Read(ref count);

        public void Dispose() => listener.Dispose();
    }
}
