using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class LogVerifierTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private const string Healthy = """
        TRUNCATE message, conversation, member, device_cursor;
        INSERT INTO conversation (conv_id, next_seq) VALUES ('r:1', 3);
        INSERT INTO member (conv_id, user_id, from_seq, to_seq, since_at, changed_at) VALUES ('r:1', 7, 1, 2, 0, 0);
        INSERT INTO message (conv_id, seq, msg_id, sender_id, kind, created_at, client_msg_id, body) VALUES
            ('r:1', 1, 10, 7, 1, 100, 'a', 'x'), ('r:1', 2, 20, 7, 1, 100, 'b', 'x'), ('r:1', 3, 30, 0, 6, 101, NULL, 'x');
        INSERT INTO device_cursor (user_id, device_id, conv_id, acked_seq) VALUES (7, '*', 'r:1', 3);
        """;

    private readonly LogVerifier _verifier = database.Get<LogVerifier>();

    [Theory]
    [InlineData("D1", "UPDATE message SET seq = 5 WHERE seq = 3; UPDATE conversation SET next_seq = 5")]
    [InlineData("D1", "DELETE FROM message WHERE seq = 1")]
    [InlineData("D2", "UPDATE conversation SET next_seq = 4")]
    [InlineData("D3", "DROP INDEX message_client_key; UPDATE message SET client_msg_id = 'a' WHERE seq = 2")]
    [InlineData("D4", "UPDATE message SET created_at = 99 WHERE seq = 3")]
    [InlineData("D5", "UPDATE device_cursor SET acked_seq = 4")]
    [InlineData("D5", "UPDATE device_cursor SET acked_seq = -1")]
    [InlineData("D6", "UPDATE message SET sender_id = 7 WHERE seq = 3")]
    [InlineData("D6", "DELETE FROM member")]
    [InlineData("D7", "UPDATE message SET recalled = 1 WHERE seq = 1")]
    public async Task Each_rule_reports_its_fault_and_a_healthy_log_none(string rule, string fault)
    {
        await ExecuteAsync(Healthy);
        var healthy = await _verifier.VerifyAsync(CancellationToken.None);

        await ExecuteAsync(fault);
        var faulty = await _verifier.VerifyAsync(CancellationToken.None);

        await ExecuteAsync("TRUNCATE message; CREATE UNIQUE INDEX IF NOT EXISTS message_client_key "
            + "ON message (sender_id, conv_id, client_msg_id) WHERE client_msg_id IS NOT NULL");
        Assert.Empty(healthy);
        Assert.Equal([rule], faulty.Select(violation => violation.Rule).Distinct());
        Assert.All(faulty, violation => Assert.Equal("r:1", violation.Conversation));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
