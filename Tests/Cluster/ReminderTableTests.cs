using Orleans.Runtime;

namespace OrleansChat.Tests.Cluster;

/// <summary>Orleans' own provider of reminders, over the statements of our migration.</summary>
public sealed class ReminderTableTests(AdoNetSilo silo) : IClassFixture<AdoNetSilo>
{
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);

    private readonly IReminderTable _table = silo.Reminders;

    [Fact]
    public async Task A_reminder_is_read_as_it_was_written()
    {
        var grain = GrainId.Create("reminded", "written");

        var etag = await _table.UpsertRow(Entry(grain, "wake", TimeSpan.FromDays(30)));

        var read = await _table.ReadRow(grain, "wake");
        Assert.Equal((grain, "wake"), (read.GrainId, read.ReminderName));
        Assert.Equal((Start, TimeSpan.FromDays(30)), (read.StartAt, read.Period));
        Assert.Equal(etag, read.ETag);
    }

    [Fact]
    public async Task A_second_write_replaces_the_first_under_a_new_etag()
    {
        var grain = GrainId.Create("reminded", "replaced");
        var first = await _table.UpsertRow(Entry(grain, "wake", TimeSpan.FromMinutes(1)));

        var second = await _table.UpsertRow(Entry(grain, "wake", TimeSpan.FromMinutes(2)));

        var read = Assert.Single((await _table.ReadRows(grain)).Reminders);
        Assert.NotEqual(first, second);
        Assert.Equal((TimeSpan.FromMinutes(2), second), (read.Period, read.ETag));
    }

    [Fact]
    public async Task An_absent_reminder_is_null_and_a_grain_without_any_has_none()
    {
        var grain = GrainId.Create("reminded", "absent");

        Assert.Null(await _table.ReadRow(grain, "wake"));
        Assert.Empty((await _table.ReadRows(grain)).Reminders);
    }

    [Fact]
    public async Task A_reminder_is_removed_only_with_its_newest_etag()
    {
        var grain = GrainId.Create("reminded", "removed");
        var old = await _table.UpsertRow(Entry(grain, "wake", TimeSpan.FromMinutes(1)));
        var newest = await _table.UpsertRow(Entry(grain, "wake", TimeSpan.FromMinutes(1)));

        var refused = await _table.RemoveRow(grain, "wake", old);
        var removed = await _table.RemoveRow(grain, "wake", newest);

        Assert.Equal((false, true), (refused, removed));
        Assert.Null(await _table.ReadRow(grain, "wake"));
    }

    [Fact]
    public async Task Every_reminder_lies_in_exactly_one_of_the_ranges_of_a_ring()
    {
        await _table.TestOnlyClearTable();
        var grains = Enumerable.Range(0, 64).Select(number => GrainId.Create("ringed", $"grain {number}")).ToArray();
        foreach (var grain in grains)
        {
            await _table.UpsertRow(Entry(grain, "wake", TimeSpan.FromMinutes(1)));
        }

        // The ring of hashes is unsigned and its column signed: one cut on either side of both zeros.
        uint[] cuts = [0x1000_0000, 0x7000_0000, 0x9000_0000, 0xF000_0000];
        var found = new List<GrainId>();
        for (var cut = 0; cut < cuts.Length; cut++)
        {
            var (begin, end) = (cuts[cut], cuts[(cut + 1) % cuts.Length]);
            var rows = (await _table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId).ToArray();
            Assert.All(rows, grain => Assert.True(IsIn(begin, end, grain.GetUniformHashCode())));
            found.AddRange(rows);
        }

        Assert.Equal(grains.Order(), found.Order());
        Assert.Equal(64, (await _table.ReadRows(7, 7)).Reminders.Count);
    }

    private static bool IsIn(uint begin, uint end, uint hash) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static ReminderEntry Entry(GrainId grain, string name, TimeSpan period) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Start, Period = period };
}
