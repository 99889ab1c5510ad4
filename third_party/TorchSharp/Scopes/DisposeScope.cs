namespace TorchSharp;

/// <summary>
/// Disposes the tensors that were made while it was the innermost scope of its thread, unless they were moved or detached. .NET's collector
/// does not see a tensor's memory, so every step of a training runs in a scope.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? current;

    private readonly List<IDisposable?> _items = new(64);
    private readonly DisposeScope? _outer;
    private Dictionary<IDisposable, int>? _slotsOfOthers;
    private int _count;

    internal DisposeScope()
    {
        _outer = current;
        current = this;
    }

    /// <summary>The innermost scope of this thread, or null.</summary>
    internal static DisposeScope? Current => current;

    /// <summary>How many things it will dispose.</summary>
    public int DisposablesCount => _count;

    /// <summary>A copy of the list of what it will dispose.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. _items.OfType<IDisposable>()];

    /// <summary>Whether it will dispose something.</summary>
    public bool Contains(IDisposable disposable) =>
        disposable is torch.Tensor t ? t.OwningScope == this : _slotsOfOthers?.ContainsKey(disposable) == true;

    /// <summary>Adds something to dispose; tensors come here by themselves.</summary>
    public T Include<T>(T disposable)
        where T : IDisposable
    {
        Add(disposable);
        return disposable;
    }

    /// <summary>Hands something to the scope around this one, or to nobody if there is none.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(_outer, disposable);

    /// <summary>Hands several things to the scope around this one.</summary>
    public void MoveToOuter(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables)
        {
            MoveToOther(_outer, disposable);
        }
    }

    /// <summary>Hands something to another scope, or to nobody for null.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        if (Remove(disposable))
        {
            scope?.Add(disposable);
        }

        return disposable;
    }

    /// <summary>Lets go of something: whoever holds it disposes it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Remove(disposable);
        return disposable;
    }

    /// <summary>Lets go of several things.</summary>
    public void Detach(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables)
        {
            Remove(disposable);
        }
    }

    /// <summary>Takes something that belongs to no scope.</summary>
    public void Attach(IDisposable disposable) => Add(disposable);

    /// <summary>Disposes all it holds now, and goes on.</summary>
    public void DisposeEverything()
    {
        for (var i = _items.Count - 1; i >= 0; i--)
        {
            if (_items[i] is not { } item)
            {
                continue;
            }

            if (item is torch.Tensor t)
            {
                t.OwningScope = null;
            }

            item.Dispose();
        }

        _items.Clear();
        _slotsOfOthers?.Clear();
        _count = 0;
    }

    /// <summary>Disposes all it holds now but some, and goes on.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        var kept = keep.Where(Remove).ToList();
        DisposeEverything();
        kept.ForEach(Add);
    }

    /// <summary>Disposes all it holds, and ends.</summary>
    public void Dispose()
    {
        DisposeEverything();
        if (current == this)
        {
            current = _outer;
        }
    }

    internal void Add(IDisposable disposable)
    {
        if (disposable is torch.Tensor t)
        {
            t.OwningScope?.Remove(t);
            t.OwningScope = this;
            t.ScopeSlot = _items.Count;
        }
        else if (!(_slotsOfOthers ??= new(ReferenceEqualityComparer.Instance as IEqualityComparer<IDisposable>)).TryAdd(disposable, _items.Count))
        {
            return;
        }

        _items.Add(disposable);
        _count++;
    }

    /// <summary>Whether it was here. Places are left empty, not filled, so that the order of disposal stays that of making.</summary>
    internal bool Remove(IDisposable disposable)
    {
        int slot;
        if (disposable is torch.Tensor t)
        {
            if (t.OwningScope != this)
            {
                return false;
            }

            slot = t.ScopeSlot;
            t.OwningScope = null;
        }
        else if (_slotsOfOthers is null || !_slotsOfOthers.Remove(disposable, out slot))
        {
            return false;
        }

        _items[slot] = null;
        _count--;
        while (_items.Count > 0 && _items[^1] is null)
        {
            _items.RemoveAt(_items.Count - 1);
        }

        return true;
    }

    /// <summary>Moves a tensor of any scope to the one around its own.</summary>
    internal static void MoveOut(torch.Tensor t)
    {
        var scope = t.OwningScope;
        scope?.MoveToOuter(t);
    }
}
