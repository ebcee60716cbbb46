using Npgsql;
using OrleansChat.Receipts;

namespace OrleansChat.Silo.Storage;

/// <summary>What users' devices were given and have confirmed; the statement puts the stretches together.</summary>
internal sealed class ReceiptBatch : ICursorBatch<Receipt>
{
    private readonly List<(int User, Receipt Receipt)> _receipts = [];

    public int Count => _receipts.Count;

    public void Add(int userId, Receipt item) => _receipts.Add((userId, item));

    public NpgsqlCommand Store(NpgsqlDataSource source) => source.CreateCommand(Sql.Named("save_receipts"))
        .With(_receipts.Select(row => row.User).ToArray())
        .With(_receipts.Select(row => row.Receipt.Conversation).ToArray())
        .With(_receipts.Select(row => row.Receipt.After).ToArray())
        .With(_receipts.Select(row => row.Receipt.Seq).ToArray())
        .With(_receipts.Select(row => row.Receipt.Stage is DeliveryStage.Confirmed).ToArray());

    public void Clear() => _receipts.Clear();
}
