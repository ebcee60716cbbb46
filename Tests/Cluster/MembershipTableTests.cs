using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Membership;

namespace OrleansChat.Tests.Cluster;

/// <summary>Orleans' own provider of the members of a cluster, over the statements of our migration.</summary>
public sealed class MembershipTableTests(AdoNetSilo silo) : IClassFixture<AdoNetSilo>, IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);

    private static int _clusters;

    private readonly IHost _host = silo.Build(string.Create(null, $"members-{Interlocked.Increment(ref _clusters)}"));

    private IMembershipTable Table => _host.Services.GetRequiredService<IMembershipTable>();

    public Task InitializeAsync() => Table.InitializeMembershipTable(tryInitTableVersion: true);

    public Task DisposeAsync()
    {
        _host.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_new_cluster_has_version_zero_and_no_members()
    {
        await Table.InitializeMembershipTable(tryInitTableVersion: true);

        var data = await Table.ReadAll();

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
    }

    [Fact]
    public async Task A_member_is_read_as_it_was_inserted()
    {
        var entry = Member(11_111, SiloStatus.Joining);

        Assert.True(await InsertAsync(entry));

        var read = (await Table.ReadRow(entry.SiloAddress)).TryGet(entry.SiloAddress).Item1;
        Assert.Equal(entry.SiloAddress, read.SiloAddress);
        Assert.Equal((entry.SiloName, entry.HostName), (read.SiloName, read.HostName));
        Assert.Equal((SiloStatus.Joining, entry.ProxyPort), (read.Status, read.ProxyPort));
        Assert.Equal((Start, Start), (read.StartTime, read.IAmAliveTime));
        Assert.Equal(DateTimeKind.Utc, read.StartTime.Kind);
        Assert.Empty(read.SuspectTimes ?? []);
    }

    [Fact]
    public async Task A_member_that_is_already_there_is_not_inserted_again_and_the_version_stays()
    {
        var entry = Member(11_111, SiloStatus.Joining);
        await InsertAsync(entry);

        Assert.False(await InsertAsync(entry));

        Assert.Equal(1, (await Table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Of_many_that_join_with_one_version_exactly_one_is_taken()
    {
        var version = (await Table.ReadAll()).Version.Next();

        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            number => Table.InsertRow(Member(12_000 + number, SiloStatus.Joining), version)));

        var after = await Table.ReadAll();
        Assert.Single(taken, one => one);
        Assert.Single(after.Members);
        Assert.Equal(1, after.Version.Version);
    }

    [Fact]
    public async Task An_update_with_the_version_that_was_read_is_taken_and_moves_it()
    {
        var entry = Member(11_111, SiloStatus.Joining);
        await InsertAsync(entry);
        entry.Status = SiloStatus.Dead;
        entry.IAmAliveTime = Start.AddSeconds(30);
        entry.AddSuspector(Member(11_112, SiloStatus.Active).SiloAddress, Start.AddSeconds(20));

        Assert.True(await Table.UpdateRow(entry, "", (await Table.ReadAll()).Version.Next()));

        var after = await Table.ReadAll();
        var read = after.TryGet(entry.SiloAddress).Item1;
        Assert.Equal(2, after.Version.Version);
        Assert.Equal((SiloStatus.Dead, Start.AddSeconds(30)), (read.Status, read.IAmAliveTime));
        Assert.Equal(entry.SuspectTimes, read.SuspectTimes);
    }

    [Fact]
    public async Task An_update_with_an_older_version_is_refused_and_changes_nothing()
    {
        var entry = Member(11_111, SiloStatus.Joining);
        await InsertAsync(entry);
        var stale = (await Table.ReadAll()).Version.Next();
        await InsertAsync(Member(11_112, SiloStatus.Joining));
        entry.Status = SiloStatus.Dead;

        Assert.False(await Table.UpdateRow(entry, "", stale));

        var after = await Table.ReadAll();
        Assert.Equal(2, after.Version.Version);
        Assert.Equal(SiloStatus.Joining, after.TryGet(entry.SiloAddress).Item1.Status);
    }

    [Fact]
    public async Task An_update_of_nobody_moves_no_version()
    {
        Assert.False(await Table.UpdateRow(
            Member(11_111, SiloStatus.Active), "", (await Table.ReadAll()).Version.Next()));

        Assert.Equal(0, (await Table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Of_many_updates_with_one_version_exactly_one_is_taken()
    {
        var entries = Enumerable.Range(0, 8).Select(number => Member(12_000 + number, SiloStatus.Joining)).ToArray();
        foreach (var entry in entries)
        {
            await InsertAsync(entry);
            entry.Status = SiloStatus.Active;
        }

        var version = (await Table.ReadAll()).Version.Next();

        var taken = await Task.WhenAll(entries.Select(entry => Table.UpdateRow(entry, "", version)));

        var after = await Table.ReadAll();
        Assert.Single(taken, one => one);
        Assert.Single(after.Members, member => member.Item1.Status is SiloStatus.Active);
        Assert.Equal(9, after.Version.Version);
    }

    [Fact]
    public async Task A_sign_of_life_moves_its_time_and_no_version()
    {
        var entry = Member(11_111, SiloStatus.Active);
        await InsertAsync(entry);
        entry.IAmAliveTime = Start.AddMinutes(1);

        await Table.UpdateIAmAlive(entry);

        var after = await Table.ReadAll();
        Assert.Equal(1, after.Version.Version);
        Assert.Equal(Start.AddMinutes(1), after.TryGet(entry.SiloAddress).Item1.IAmAliveTime);
    }

    [Fact]
    public async Task Gateways_are_the_active_members_that_clients_can_reach()
    {
        await InsertAsync(Member(11_111, SiloStatus.Active));
        await InsertAsync(Member(11_112, SiloStatus.Dead));
        await InsertAsync(Member(11_113, SiloStatus.Active, gateway: 0));
        var provider = ActivatorUtilities.CreateInstance<AdoNetGatewayListProvider>(
            _host.Services, Options.Create(new AdoNetClusteringClientOptions
            {
                Invariant = "Npgsql",
                ConnectionString = silo.Database.ConnectionString,
            }));
        await provider.InitializeGatewayListProvider();

        var gateways = await provider.GetGateways();

        Assert.Equal("gwy.tcp://127.0.0.1:30000/1", Assert.Single(gateways).ToString().TrimEnd('/'));
    }

    [Fact]
    public async Task Cleaning_up_removes_those_that_ended_long_ago_and_no_active_one()
    {
        await InsertAsync(Member(11_111, SiloStatus.Active));
        await InsertAsync(Member(11_112, SiloStatus.Dead));
        var recent = Member(11_113, SiloStatus.Dead);
        recent.IAmAliveTime = Start.AddHours(2);
        await InsertAsync(recent);

        await Table.CleanupDefunctSiloEntries(new DateTimeOffset(Start.AddHours(1)));

        var ports = (await Table.ReadAll()).Members.Select(member => member.Item1.SiloAddress.Endpoint.Port).Order();
        Assert.Equal([11_111, 11_113], ports);
    }

    [Fact]
    public async Task Deleting_a_cluster_leaves_nothing_of_it()
    {
        await InsertAsync(Member(11_111, SiloStatus.Active));
        var cluster = _host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId;

        await Table.DeleteMembershipTableEntries(cluster);
        await Table.InitializeMembershipTable(tryInitTableVersion: true);

        var data = await Table.ReadAll();
        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
    }

    private static MembershipEntry Member(int port, SiloStatus status, int gateway = 30_000) => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 1),
        SiloName = "silo",
        HostName = "host",
        Status = status,
        ProxyPort = gateway,
        StartTime = Start,
        IAmAliveTime = Start,
    };

    private async Task<bool> InsertAsync(MembershipEntry entry) =>
        await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next());
}
