namespace Orleans.Ray.State;

/// <summary>Work that the listings find where it waits or runs: in queues, mailboxes and on threads.</summary>
internal interface IListedWork
{
    /// <summary>Describes where the work stands; false where it has ended.</summary>
    bool TryDescribe(out TaskRow row);

    /// <summary>The type of the object that it returns.</summary>
    Type ResultType { get; }
}
