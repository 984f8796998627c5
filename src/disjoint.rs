//! Disjoint sets of numbered things, made by joining two at a time (union-find, Galler and Fischer 1964).

/// Sets of the numbers below some count. The lowest of a set stands for it, so the order of the joins tells nothing.
#[derive(Clone, Debug)]
pub struct DisjointSets {
    /// For each number one of its set that is not above it; itself where it is the lowest.
    below: Vec<usize>,
}

impl DisjointSets {
    /// Every number by itself.
    pub fn new(count: usize) -> Self {
        DisjointSets { below: (0..count).collect() }
    }

    /// The lowest number of the set that holds one.
    pub fn lowest(&mut self, mut of: usize) -> usize {
        while self.below[of] != of {
            self.below[of] = self.below[self.below[of]];
            of = self.below[of];
        }
        of
    }

    /// Makes one set of the two that hold a number each.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.lowest(a), self.lowest(b));
        self.below[a.max(b)] = a.min(b);
    }
}
