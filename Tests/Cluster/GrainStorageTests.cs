using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansChat.Tests.Cluster;

/// <summary>Orleans' own provider of grain states, over the statements of our migration.</summary>
public sealed class GrainStorageTests(AdoNetSilo silo) : IClassFixture<AdoNetSilo>
{
    private const string Name = "counter";

    private readonly IGrainStorage _storage = silo.States;

    [Fact]
    public async Task An_absent_state_is_new_and_has_no_etag()
    {
        var state = await ReadAsync(GrainId.Create("counter", "absent"));

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(0, state.State.Count);
    }

    [Theory]
    [InlineData("string key")]
    [InlineData("2A")]
    [InlineData("2A+extension")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e+extension")]
    public async Task A_state_comes_back_with_the_etag_of_its_newest_write(string key)
    {
        var grain = GrainId.Create("counter", key);
        var state = await ReadAsync(grain);
        await WriteAsync(grain, state, 1);
        Assert.Equal("1", state.ETag);
        await WriteAsync(grain, state, 2);

        var read = await ReadAsync(grain);

        Assert.True(read.RecordExists);
        Assert.Equal(("2", 2), (read.ETag, read.State.Count));
    }

    [Fact]
    public async Task A_stale_write_is_refused_and_changes_nothing()
    {
        var grain = GrainId.Create("counter", "stale");
        var (one, other) = (await ReadAsync(grain), await ReadAsync(grain));
        await WriteAsync(grain, one, 1);
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(grain, other, 10));
        other = await ReadAsync(grain);
        await WriteAsync(grain, one, 2);

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(grain, other, 10));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync(Name, grain, other));

        var read = await ReadAsync(grain);
        Assert.Equal(("2", 2), (read.ETag, read.State.Count));
    }

    [Fact]
    public async Task A_cleared_state_keeps_its_row_and_can_be_written_again()
    {
        var grain = GrainId.Create("counter", "cleared");
        var state = await ReadAsync(grain);
        await WriteAsync(grain, state, 1);

        await _storage.ClearStateAsync(Name, grain, state);

        var read = await ReadAsync(grain);
        Assert.Equal(("2", 0), (read.ETag, read.State.Count));
        await WriteAsync(grain, read, 3);
        Assert.Equal(("3", 3), ((await ReadAsync(grain)).ETag, (await ReadAsync(grain)).State.Count));
    }

    [Theory]
    [InlineData("raced")]
    [InlineData("1F")]
    [InlineData("1F+raced")]
    [InlineData("0f8fad5bd9cb469fa16570867728950f")]
    public async Task Of_many_first_writes_at_once_exactly_one_is_taken(string key)
    {
        var grain = GrainId.Create("counter", key);
        var states = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ReadAsync(grain)));

        var taken = await Task.WhenAll(states.Select(async (state, number) =>
        {
            try
            {
                await WriteAsync(grain, state, number + 1);
                return number + 1;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        var winner = Assert.Single(taken, number => number > 0);
        Assert.Equal(("1", winner), ((await ReadAsync(grain)).ETag, (await ReadAsync(grain)).State.Count));
    }

    [Theory]
    [InlineData("ReadFromStorageKey")]
    [InlineData("WriteToStorageKey")]
    [InlineData("ClearStorageKey")]
    public async Task Statements_go_by_the_index(string key)
    {
        await using var connection = await silo.Database.Source.OpenConnectionAsync();
        await using var query = new NpgsqlCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = $1", connection);
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        var text = (string)(await query.ExecuteScalarAsync())!;
        await using var explain = new NpgsqlCommand("SET enable_seqscan = off; EXPLAIN " + text, connection);
        AddParameters(explain);

        var plan = new List<string>();
        await using (var reader = await explain.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                plan.Add(reader.GetString(0));
            }
        }

        Assert.Contains(plan, line => line.Contains("ix_orleansstorage", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    private static void AddParameters(NpgsqlCommand command)
    {
        foreach (var name in new[] { "GrainIdHash", "GrainTypeHash", "GrainStateVersion" })
        {
            command.Parameters.AddWithValue(name, 1);
        }

        command.Parameters.AddWithValue("GrainIdN0", 0L);
        command.Parameters.AddWithValue("GrainIdN1", 0L);
        command.Parameters.AddWithValue("GrainTypeString", "counter");
        command.Parameters.AddWithValue("GrainIdExtensionString", "key");
        command.Parameters.AddWithValue("ServiceId", "orleanschat");
        command.Parameters.AddWithValue("PayloadBinary", Array.Empty<byte>());
    }

    private async Task<GrainState<CounterState>> ReadAsync(GrainId grain)
    {
        var state = new GrainState<CounterState>();
        await _storage.ReadStateAsync(Name, grain, state);
        return state;
    }

    private Task WriteAsync(GrainId grain, GrainState<CounterState> state, int count)
    {
        state.State = new CounterState { Count = count };
        return _storage.WriteStateAsync(Name, grain, state);
    }

    private sealed record CounterState
    {
        public int Count { get; init; }
    }
}
