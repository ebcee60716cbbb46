using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Rows of many users' cursors that one statement stores. Storing them twice changes nothing.</summary>
internal interface ICursorBatch<T>
{
    /// <value>How many rows there are.</value>
    int Count { get; }

    /// <summary>Adds what one user's cursor learns.</summary>
    void Add(int userId, T item);

    /// <summary>The statement that stores all of it. Rows come in the same order on every node, so that two nodes lock
    /// them in the same order.</summary>
    NpgsqlCommand Store(NpgsqlDataSource source);

    /// <summary>Begins anew.</summary>
    void Clear();
}
