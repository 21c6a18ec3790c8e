namespace Orleans.Ray.Tasks;

/// <summary>What goes on when a task has its CPU back. Must not block: it is called by whoever returned the CPU.</summary>
internal interface IResumable
{
    void Resume();
}
